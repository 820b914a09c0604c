using Newsletter.Tests.Support;

namespace Newsletter.Tests.Docs;

public sealed class OperatorsGuideTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- /settings -->";

    [Fact]
    public void TheTableOfSettingsIsTheCodes()
    {
        var path = Repository.At("docs/operators.md");
        var guide = File.ReadAllText(path);
        var (from, to) = (guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, guide.IndexOf(End, StringComparison.Ordinal));
        var table = "| setting | meaning | default |\n|---|---|---|\n"
            + string.Concat(SiteOption.All.Select(o => $"| `{o.Key}` | {o.Meaning} | {o.Default} |\n"));
        if (Golden.Rewrites)
        {
            File.WriteAllText(path, guide[..from] + table + guide[to..]);
            return;
        }

        Assert.Equal(table, guide[from..to]);
    }
}
