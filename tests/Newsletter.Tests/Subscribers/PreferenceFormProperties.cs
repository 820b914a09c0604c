using FsCheck.Xunit;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Spoilers;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Subscribers;

public class PreferenceFormProperties
{
    private static readonly Choices Offered = new(
        [(new(ListKind.Tag, "horror"), Some.SafeText("horror")), (new(ListKind.Section, "explainers"), Some.SafeText("Explainers"))],
        [("faust", Some.SafeText("Faust"))], ["de", "en"]);

    private static readonly Preferences Before = new()
    {
        Topics = [new(ListKind.Tag, "horror"), new(ListKind.Author, "ida-vance")],
        Tolerance = new(SpoilerLevel.Minor) { Works = new Dictionary<string, SpoilerLevel> { ["faust"] = SpoilerLevel.Ending, ["gone"] = SpoilerLevel.Major } },
        Zone = "Asia/Tokyo",
        Language = "de",
    };

    [Fact]
    public void TheFormSaysWhatIsChosen()
    {
        var chosen = Read(("cadence", "daily"), ("day", "0"), ("hour", "23"), ("zone", "Europe/Berlin"), (PreferenceForm.Topic, "section|explainers"), ("tolerance", "ending"), ("language", "en"), ("pause", "2026-12-24"));

        Assert.Equal((DigestCadence.Daily, DayOfWeek.Sunday, 23, "Europe/Berlin", "en"), (chosen.Cadence, chosen.Day, chosen.Hour, chosen.Zone, chosen.Language));
        Assert.Equal(["author|ida-vance", "section|explainers"], chosen.Topics.Select(t => t.ToString()).Order());
        Assert.Equal((SpoilerLevel.Ending, SpoilerLevel.Ending), (chosen.Tolerance.Otherwise, chosen.Tolerance.Of("faust")));
        Assert.Equal(["gone"], chosen.Tolerance.Works.Keys);
        Assert.Equal(new DateTimeOffset(2026, 12, 23, 23, 0, 0, TimeSpan.Zero), chosen.PausedUntil);
    }

    [Property]
    public void WhateverIsSentWhatIsReadIsValid(string? cadence, string? day, string? hour, string? zone, string? topic, string? tolerance, string? seen, string? language, string? pause)
    {
        var chosen = Read(
            ("cadence", cadence), ("day", day), ("hour", hour), ("zone", zone), (PreferenceForm.Topic, topic), (PreferenceForm.Topic, "tag|" + topic), ("tolerance", tolerance), (PreferenceForm.Seen, seen),
            ("language", language), ("pause", pause));

        Assert.InRange(chosen.Hour, 0, 23);
        Assert.True(Enum.IsDefined(chosen.Day) && Enum.IsDefined(chosen.Cadence) && PreferenceForm.IsZone(chosen.Zone));
        Assert.Contains(chosen.Language, Offered.Languages);
        Assert.All(chosen.Topics, t => Assert.Equal(t, ListKey.Parse(t.ToString())));
        Assert.True(chosen.PausedUntil is null || chosen.PausedUntil > Some.Time);

        // It can be stored.
        var stored = Some.Subscriber() with { Preferences = chosen };
        Assert.Equal(SubscriberJson.Write(stored), SubscriberJson.Write(SubscriberJson.Read(stored.Id, SubscriberJson.Write(stored), "1")));
    }

    [Fact]
    public void ThousandsOfTopicsAreNotKept()
    {
        var chosen = Read([.. Enumerable.Range(0, 5000).Select(i => (PreferenceForm.Topic, (string?)$"tag|t{i}")), .. Enumerable.Range(0, 5000).Select(i => (PreferenceForm.Seen, (string?)$"w{i}"))]);

        Assert.Equal((PreferenceForm.MostTopics, PreferenceForm.MostWorks), (chosen.Topics.Count, chosen.Tolerance.Works.Count));
        Assert.InRange(SubscriberJson.Write(Some.Subscriber() with { Preferences = chosen }).Length, 1, 60_000);
    }

    [Fact]
    public void EveryZoneOfferedIsOne() => Assert.All(PreferenceForm.Zones, zone => Assert.True(PreferenceForm.IsZone(zone), zone));

    private static Preferences Read(params (string Name, string? Value)[] fields) =>
        PreferenceForm.Read(Before, Offered, name => [.. fields.Where(f => f.Name == name && f.Value is not null).Select(f => f.Value)], Some.Time);
}
