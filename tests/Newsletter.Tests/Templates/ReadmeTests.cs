using System.Text;
using Newsletter.Site.Views;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Templates;

/// <summary>templates/README.md says what every view gives to its template: its tables are made from the views' shapes.</summary>
public class ReadmeTests
{
    private const string Start = "<!-- The tables below are made from the code: NEWSLETTER_GOLDEN=write with the tests rewrites them. -->\n";

    [Fact]
    public void TheTablesAreThoseOfTheViews()
    {
        var path = Repository.At("templates/README.md");
        var text = File.ReadAllText(path);
        var expected = text[..(text.IndexOf(Start, StringComparison.Ordinal) + Start.Length)] + Tables();
        if (Golden.Rewrites)
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void EveryFunctionIsExplained() => Assert.All(
        TemplateEngine.Functions,
        function => Assert.Contains($"| `{function.Name} ", File.ReadAllText(Repository.At("templates/README.md")), StringComparison.Ordinal));

    [Fact]
    public void NoFieldHasTheNameOfAFunction() => Assert.Empty(
        from template in AllTemplates.InOrder
        from field in template.View.Fields
        where field.Name is "t" or "site" || TemplateEngine.Functions.Any(function => function.Name == field.Name)
        select $"{template.File}: {field.Name}");

    private static string Tables()
    {
        var output = new StringBuilder();
        var shared = new List<ViewShape>();
        foreach (var group in AllTemplates.InOrder.GroupBy(template => template.View))
        {
            Table(output, string.Join(" and ", group.Select(template => $"`{template.File}`")), group.Key, shared);
        }

        Table(output, "`site`, in every template", SiteView.Shape, shared);
        for (var i = 0; i < shared.Count; i++)
        {
            Table(output, $"View `{shared[i].Name}`", shared[i], shared);
        }

        return output.ToString();
    }

    private static void Table(StringBuilder output, string title, ViewShape shape, List<ViewShape> shared)
    {
        output.Append("\n### ").Append(title).Append("\n| variable | kind | what |\n|---|---|---|\n");
        foreach (var field in shape.Fields)
        {
            output.Append("| `").Append(field.Name).Append("` | ").Append(Kind(field)).Append(" | ").Append(field.About).Append(" |\n");
            if (field.Inner is { } inner && !shared.Contains(inner))
            {
                shared.Add(inner);
            }
        }
    }

    private static string Kind(ViewField field)
    {
        var one = field.Kind switch
        {
            FieldKind.View => $"view `{field.Inner!.Name}`",
            FieldKind.Word => string.Join(", ", field.Words.Select(word => $"`{word}`")),
            var kind => kind.ToString().ToLowerInvariant(),
        };
        return field.IsList ? "list of " + one : one;
    }
}
