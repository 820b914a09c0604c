using System.CommandLine;
using Newsletter.Digests;

namespace Newsletter.Cli.Commands;

/// <summary>The options that say which span of days a digest is about.</summary>
internal sealed class DigestSpan
{
    private readonly Option<DigestCadence> cadence = new("--cadence") { HelpName = "instant|daily|weekly", Description = "How far back the mail goes unless --from says so.", DefaultValueFactory = _ => DigestCadence.Weekly };
    private readonly Option<DateOnly?> from = new("--from") { HelpName = "day", Description = "First day (UTC), e.g. 2026-11-16." };
    private readonly Option<DateOnly?> until = new("--until") { HelpName = "day", Description = "The day after the last one (UTC). Default: tomorrow." };

    public void AddTo(Command command)
    {
        command.Add(cadence);
        command.Add(from);
        command.Add(until);
    }

    /// <exception cref="CliException">It ends before it begins.</exception>
    public (DigestCadence Cadence, DateTimeOffset From, DateTimeOffset Until) Of(ParseResult parsed)
    {
        var end = Day(parsed.GetValue(until)) ?? TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(1);
        var start = Day(parsed.GetValue(from)) ?? end.AddDays(parsed.GetValue(cadence) == DigestCadence.Weekly ? -7 : -1);
        return start < end
            ? (parsed.GetValue(cadence), start, end)
            : throw new CliException(ExitCodes.Usage, "--from is not before --until.", "Name an earlier first day.");
    }

    /// <exception cref="CliException">One of them was said.</exception>
    public void MustBeUnused(ParseResult parsed)
    {
        if (parsed.GetResult(cadence) is { Implicit: false } || parsed.GetResult(from) is not null || parsed.GetResult(until) is not null)
        {
            throw new CliException(ExitCodes.Usage, "--cadence, --from and --until are for --test.", "What subscribers get is what came out since their last digest.");
        }
    }

    private static DateTimeOffset? Day(DateOnly? day) => day is { } d ? new DateTimeOffset(d, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
