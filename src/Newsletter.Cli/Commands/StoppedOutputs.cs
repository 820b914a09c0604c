using System.Text.Json;
using Newsletter.Publishing;

namespace Newsletter.Cli.Commands;

/// <summary>Says which outputs were not written since they would have spoiled.</summary>
internal static class StoppedOutputs
{
    private const int MostListed = 30;

    public static void Describe(CliConsole console, IReadOnlyList<OutputLeak> leaks)
    {
        foreach (var leak in leaks.Take(MostListed))
        {
            console.Out.WriteLine(console.Paint($"error: {leak.Message} {leak.Advice}", "31"));
        }

        if (leaks.Count > MostListed)
        {
            console.Out.WriteLine($"... and {leaks.Count - MostListed} more that were not written.");
        }
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<OutputLeak> leaks)
    {
        json.WriteStartArray("leaks");
        foreach (var leak in leaks)
        {
            json.WriteStartObject();
            json.WriteString("output", leak.Key);
            json.WriteString("channel", leak.Channel.Name);
            json.WriteNumber("line", leak.Line);
            json.WriteString("template", leak.Template);
            json.WriteNumber("templateLine", leak.TemplateLine);
            json.WriteString("file", leak.Source);
            json.WriteNumber("fileLine", leak.SourceLine);
            json.WriteString("words", leak.Words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
