using System.Security.Cryptography;
using Newsletter.Subscribers;

namespace Newsletter.Tests.Support;

public static partial class Some
{
    public static RandomNumberGenerator Chance { get; } = RandomNumberGenerator.Create();

    public static SiteKeys Keys { get; } = SiteKeys.Parse(SiteKeys.NewText(Chance));

    public static EmailAddress Address(string text = "ida@example.org") =>
        EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException("No address.", nameof(text));

    public static Subscriber Subscriber(string address = "ida@example.org") => new()
    {
        Id = SubscriberId.New(Chance),
        Address = Address(address),
        State = SubscriberState.Active,
        Consent = new("form", Time, Time),
    };
}
