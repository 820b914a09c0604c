using System.Text.RegularExpressions;

using FsCheck.Fluent;
using Newsletter.Tests.Spoilers.Canaries;
namespace Newsletter.Tests.Spoilers;
public sealed partial class SurveyTests
{
    [Fact]
    public async Task Survey()
    {
        var counts = new Dictionary<string, (int, string)>();
        foreach (var batch in CanaryGenerator.Batches(25).Generator.Sample(int.Parse(Environment.GetEnvironmentVariable("SURVEY") ?? "4"), 1))
        {
            var articles = CanaryText.Write(batch);
            IReadOnlyList<string> found;
            try { found = CanaryCheck.Of(articles, await CanarySite.PublishAsync(articles)); }
            catch (Exception e) { found = [.. e.Message.Split('\n').Where(l => l.Contains("error")).Select(l => "REJ " + Regex.Replace(l, @"^.*?(?=error)", ""))]; if (found.Count == 0) found = ["EX " + e.ToString().Replace('\n', ' ')];
               File.AppendAllText("/tmp/proof-survey.txt", e.Message + "\n" + batch + "\n#########\n"); }
            foreach (var line in found.Where(l => !l.Contains("missing") && l.Contains(" is in feed.json") || l.Contains("is in what")).Take(2))
            {
                var a = articles.First(a => a.Text.Contains(line[..9]));
                File.AppendAllText("/tmp/proof-survey.txt", line + "\n" + a.Text + "\n#########\n");
            }
            foreach (var line in found)
            {
                var key = Regex.Replace(Regex.Replace(line, "qz[sh][a-z]{6}", m => m.Value[..3]), @"explainers/.*?/index|\d", "N");
                counts[key] = (counts.GetValueOrDefault(key).Item1 + 1, line);
            }
        }
        Assert.Fail(string.Join('\n', counts.OrderByDescending(c => c.Value.Item1).Select(c => c.Value.Item1 + " " + c.Key + "   e.g. " + c.Value.Item2)));
    }
}
