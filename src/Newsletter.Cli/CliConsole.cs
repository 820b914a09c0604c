using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Newsletter.Cli;

/// <summary>Where commands write: results to standard output, progress and complaints to standard error. Colour and bars only on a terminal.</summary>
public sealed class CliConsole
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<IAnsiConsole> rich;

    public CliConsole(TextWriter output, TextWriter error, bool isTerminal)
    {
        Out = output;
        Error = error;
        IsTerminal = isTerminal;
        rich = new(() => AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(error),
        }));
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    /// <summary>Standard error is a terminal: somebody watches.</summary>
    public bool IsTerminal { get; }

    /// <summary>Standard error with colours and bars; costs start-up time, so only made on a terminal.</summary>
    public IAnsiConsole Rich => rich.Value;

    private static bool WantsColour => Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    public static CliConsole ForProcess() => new(Console.Out, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb");

    /// <summary>A line on standard error in a colour (an SGR parameter such as <c>31</c>), where colours are wanted.</summary>
    public void Complain(string text, string colour = "31") =>
        Error.WriteLine(IsTerminal && WantsColour ? $"\u001b[{colour}m{text}\u001b[0m" : text);

    public string Paint(string text, string colour) => IsTerminal && WantsColour && !Console.IsOutputRedirected ? $"\u001b[{colour}m{text}\u001b[0m" : text;

    /// <summary>One JSON object on a line of its own; what <c>--json</c> asks for.</summary>
    /// <param name="properties">Writes the object's properties.</param>
    public void WriteJson(Action<Utf8JsonWriter> properties)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }

        Out.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
