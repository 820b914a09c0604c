using System.Text;
using Newsletter.Catalogue;
using Newsletter.Publishing;
using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;
using Newsletter.Templates;

namespace Newsletter.Site.Cards;

/// <summary>A social card, painted when its bytes are asked for: one that says the same, in the same manner, is left as it is.</summary>
/// <param name="Head">All of its bytes before the pixels (<see cref="IndexedPng.Head"/>).</param>
/// <param name="Address">Absolute. It differs when the card does: sites that show previews keep a picture for weeks.</param>
internal sealed record CardOutput(string Key, SocialCard Card, byte[] Head, Uri Address, Func<byte[], SocialCard, byte[]> Paint, ArticleRecord Article)
    : Output(Key, default, Channel.Cards, [Article], AllTemplates.SocialCard)
{
    private byte[]? painted;

    public override ReadOnlyMemory<byte> Content => painted ??= Paint(Head, Card);

    public override bool IsSameAs(ReadOnlyMemory<byte>? there) => there is { } bytes && bytes.Span.StartsWith(Head);

    public override OutputText Read() => OutputText.Of(Encoding.UTF8.GetBytes(Card.Text.ToString()), "text/plain");
}
