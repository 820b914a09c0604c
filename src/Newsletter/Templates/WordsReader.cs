using System.Text.Json;
using Scriban.Runtime;

namespace Newsletter.Templates;

/// <summary>Reads <c>strings/{language}.json</c>. Words that a language lacks are taken from English.</summary>
internal static class WordsReader
{
    public const string Folder = "strings/";
    private const string Reference = "en";

    public static string FileOf(string language) => Folder + language + ".json";

    /// <summary>The words for a language: its own file, that of its primary subtag, that of the site's language, English.</summary>
    /// <exception cref="TemplateException">The file isn't JSON of the form expected.</exception>
    public static Words Read(TemplateSources sources, Language wanted, Language site)
    {
        string[] candidates = [wanted.Tag, wanted.Primary, site.Tag, site.Primary, Reference];
        var found = Array.Find(candidates, tag => sources.Contains(FileOf(tag)))!;
        var root = ReadFile(sources, Reference);
        if (found != Reference)
        {
            Merge(root, ReadFile(sources, found));
        }

        Freeze(root);
        return new Words(root);
    }

    private static ScriptObject ReadFile(TemplateSources sources, string language)
    {
        var name = FileOf(language);
        try
        {
            using var document = JsonDocument.Parse(sources.Bytes(name), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return Group(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            var json = error as JsonException;
            throw new TemplateException(new TemplateProblem(
                name, (int)(json?.LineNumber ?? -1) + 1, (int)(json?.BytePositionInLine ?? -1) + 1, "This strings file cannot be read.",
                "Write one JSON object of texts, groups of texts, and plural forms { \"one\": ..., \"other\": ... }."));
        }
    }

    private static ScriptObject Group(JsonElement element)
    {
        var group = new ScriptObject(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            group[member.Name] = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString(),
                JsonValueKind.Array => new ScriptArray(member.Value.EnumerateArray().Select(item => item.GetString())),
                JsonValueKind.Object when member.Value.TryGetProperty("other", out var other) =>
                    new PluralWord(member.Value.GetProperty("one").GetString()!, other.GetString()!),
                _ => Group(member.Value),
            };
        }

        return group;
    }

    private static void Merge(ScriptObject into, ScriptObject from)
    {
        foreach (var (name, value) in from)
        {
            if (value is ScriptObject group && into.TryGetValue(name, out var old) && old is ScriptObject target)
            {
                Merge(target, group);
            }
            else
            {
                into[name] = value;
            }
        }
    }

    private static void Freeze(ScriptObject group)
    {
        foreach (var value in group.Values)
        {
            if (value is ScriptObject inner)
            {
                Freeze(inner);
            }
        }

        group.IsReadOnly = true;
    }
}
