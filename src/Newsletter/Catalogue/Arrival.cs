using System.Globalization;

namespace Newsletter.Catalogue;

/// <summary>
/// An upload on its way to readers. It is kept among the marks, behind all those of its outputs, and goes with them: when it goes, they are rendered.
/// Only telemetry wants to know.
/// </summary>
/// <param name="Uploaded">By the clock of the inbox.</param>
/// <param name="TraceParent">The span that took the upload (W3C Trace Context); null: nobody traces.</param>
public sealed record Arrival(DateTimeOffset Uploaded, string? TraceParent)
{
    /// <summary>As it is stored.</summary>
    internal string Value => string.Create(CultureInfo.InvariantCulture, $"{Uploaded.UtcTicks} {TraceParent}");

    /// <summary>Null for what is no arrival.</summary>
    internal static Arrival? Parse(string value) =>
        value.Split(' ') is [var ticks, var trace] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var instant)
            ? new(new(instant, TimeSpan.Zero), trace.Length == 0 ? null : trace)
            : null;
}
