using System.Net;
using System.Security.Cryptography;
using Newsletter.Storage;

namespace Newsletter.Subscribers;

/// <summary>Somebody asks for mail.</summary>
/// <param name="Address">As typed.</param>
/// <param name="Zone">As the browser guessed it; null: UTC.</param>
/// <param name="Language">Of the page that they asked on.</param>
/// <param name="Client">Where from; null: not known.</param>
public sealed record SignUpRequest(string Address, string? Zone, string? Language, IPAddress? Client)
{
    /// <summary>What stands in the field that people don't see.</summary>
    public string? Trap { get; init; }
}

public enum SignUpAnswer
{
    /// <summary>"If the address is right, mail is on its way": the same whether it is known, new, suppressed, or had its mails already.</summary>
    CheckMail,

    NotAnAddress,

    /// <summary>This client, or all of them together, asked too often.</summary>
    TooMany,

    /// <summary>The form was sent faster than people do, or is a day old: show it again.</summary>
    AskAgain,
}

/// <summary>
/// Signing up. What is done is the same for every address: it is looked up, a record is made if there is none, and a message goes into the queue that
/// <see cref="OptInMailer"/> answers. Nothing else changes before the owner of the address says so.
/// </summary>
/// <param name="mails">Ids of subscribers who are to get a mail about signing up.</param>
public sealed class SignUp(SubscriberBook book, SignUpLimits limits, Tokens tokens, IWorkQueue mails, TimeProvider clock, RandomNumberGenerator random)
{
    public const string QueueName = "signups";

    /// <summary>Of the consent that the form gives.</summary>
    public const string Source = "form";

    /// <summary>What fills a form in less time is no person.</summary>
    public static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FormLifetime = TimeSpan.FromDays(1);
    private static readonly SubscriberId Nobody = new(new('a', SubscriberId.Length));

    /// <summary>Goes with the form, and comes back with it.</summary>
    public string FormToken() => tokens.Issue(new(TokenPurpose.Form, Nobody, 0, clock.GetUtcNow() + FormLifetime));

    /// <summary>By the form of the site.</summary>
    public async ValueTask<SignUpAnswer> AskAsync(SignUpRequest request, string? formToken, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(request.Trap))
        {
            return SignUpAnswer.CheckMail;
        }

        var left = tokens.Read(formToken, TokenPurpose.Form)?.Expires - clock.GetUtcNow();
        return left > TimeSpan.Zero && left <= FormLifetime - LeastTime ? await AskAsync(request, cancel) : SignUpAnswer.AskAgain;
    }

    /// <summary>By a program: no form was filled in.</summary>
    public async ValueTask<SignUpAnswer> AskAsync(SignUpRequest request, CancellationToken cancel)
    {
        if (!EmailAddress.TryParse(request.Address, out var address))
        {
            return SignUpAnswer.NotAnAddress;
        }

        if (!await limits.AllowsClientAsync(request.Client, cancel))
        {
            return SignUpAnswer.TooMany;
        }

        if (await limits.AllowsMailAsync(address, cancel))
        {
            var (subscriber, _) = await book.AddAsync(Draft(address, request), cancel);
            await mails.EnqueueAsync(subscriber.Id.Value, TimeSpan.Zero, cancel);
        }

        return SignUpAnswer.CheckMail;
    }

    private Subscriber Draft(EmailAddress address, SignUpRequest request) => new()
    {
        Id = SubscriberId.New(random),
        Address = address,
        State = SubscriberState.Pending,
        Consent = new(Source, clock.GetUtcNow(), null),
        Preferences = new() { Zone = PreferenceForm.IsZone(request.Zone) ? request.Zone! : new Preferences().Zone, Language = PreferenceForm.LanguageTag(request.Language) },
        TokenVersion = Subscriber.NewVersion(random),
    };
}
