using Newsletter.Digests;
using Newsletter.Publishing;
using Newsletter.Site;
using Newsletter.Spoilers;
using Newsletter.Templates;
using Newsletter.Tests.Publishing;

namespace Newsletter.Tests.Digests;

/// <summary>The weekly mail of a test's site: everything that came out in the thirty days before 1 December 2026.</summary>
internal static class DigestOf
{
    public static async Task<ComposedDigest> ComposeAsync(TestSite site, Tolerance tolerance)
    {
        using var storage = site.Open();
        var stores = new Stores(storage.Inbox, storage.Web, storage.Reports, storage.State, storage.Catalogue);
        var until = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        var composer = new DigestComposer(stores.Catalogue(site.Settings), new OutputRenderer(site.Settings, TemplateSources.Default), site.Settings);
        var links = new DigestLinks(new("https://site.example/unsubscribe/?t=1"), new("https://site.example/preferences/?t=1"));
        return (await composer.ComposeAsync(DigestCadence.Weekly, until.AddDays(-30), until, tolerance, links, CancellationToken.None))!;
    }
}
