using FsCheck.Xunit;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Subscribers;

public class TokenTests
{
    private static readonly Tokens Ours = new(Some.Keys.Tokens);
    private static readonly Token Example = new(TokenPurpose.Unsubscribe, SubscriberId.New(Some.Chance), 7, Some.Time);

    [Property]
    public void ATokenIsReadBackAsItWasMade(int version, uint expires, byte purpose)
    {
        var token = new Token((TokenPurpose)(1 + purpose % 4), SubscriberId.New(Some.Chance), version, expires == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(expires));

        Assert.Equal(token, Ours.Read(Ours.Issue(token), token.Purpose));
    }

    [Property(MaxTest = 500)]
    public void OneCharacterChangedAddedOrMissingMakesItNoToken(ushort at, char other)
    {
        var text = Ours.Issue(Example);
        var place = at % text.Length;

        Assert.True(text[place] == other || Ours.Read(text[..place] + other + text[(place + 1)..], Example.Purpose) is null);
        Assert.Null(Ours.Read(text[..place], Example.Purpose));
        Assert.Null(Ours.Read(text[..place] + other + text[place..], Example.Purpose));
    }

    [Property]
    public void AnyOtherTextIsNoToken(string? text) => Assert.Null(Ours.Read(text, TokenPurpose.Preferences));

    [Fact]
    public void ATokenForOnePurposeIsGoodForNoOther()
    {
        foreach (var made in Enum.GetValues<TokenPurpose>())
        {
            var text = Ours.Issue(Example with { Purpose = made });
            Assert.All(Enum.GetValues<TokenPurpose>(), asked => Assert.Equal(made == asked, Ours.Read(text, asked) is not null));
        }
    }

    [Fact]
    public void AnotherSitesTokenIsForged()
    {
        var theirs = new Tokens(SiteKeys.Parse(SiteKeys.NewText(Some.Chance)).Tokens);

        Assert.Null(Ours.Read(theirs.Issue(Example), Example.Purpose));
    }

    [Fact]
    public void AnEarlierKeyOpensWhatItSignedUntilItIsTakenOut()
    {
        var (old, fresh) = (Key("k1", 1), Key("k2", 2));
        var text = new Tokens([old]).Issue(Example);

        Assert.Equal(Example, new Tokens([fresh, old]).Read(text, Example.Purpose));
        Assert.Null(new Tokens([fresh]).Read(text, Example.Purpose));
        Assert.StartsWith("k2.", new Tokens([fresh, old]).Issue(Example), StringComparison.Ordinal);

        // Nor does the signature hold under another key's name.
        Assert.Null(new Tokens([fresh, old]).Read("k2" + text[2..], Example.Purpose));
    }

    [Fact]
    public void ATokenFitsAnAddressAsItIsAndIsShort()
    {
        var text = Ours.Issue(Example);

        Assert.Equal(Uri.EscapeDataString(text), text);
        Assert.InRange(text.Length, 40, 64);
    }

    private static TokenKey Key(string id, byte fill) => new(id, [.. Enumerable.Repeat(fill, 32)]);
}
