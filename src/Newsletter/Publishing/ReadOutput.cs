using Newsletter.Spoilers;
using Newsletter.Spoilers.Leaks;

namespace Newsletter.Publishing;

/// <summary>An output as its readers read it, ready to be asked. Used again for the next.</summary>
internal sealed class ReadOutput
{
    /// <summary>Letters that any run has at most, as far as it is looked at.</summary>
    private const int LongestRun = 160;

    private readonly OutputReader reader = new();
    private readonly WindowSet windows = new();
    private readonly List<Window>[] places = [[], []];

    /// <summary>What stands between tags, and what stands in them.</summary>
    public FoldedText[] Texts { get; private set; } = [];

    public void Read(Output output)
    {
        Texts = Read(reader, output);
        windows.Clear(Texts.Sum(t => t.Letters.Length));
        for (var i = 0; i < Texts.Length; i++)
        {
            places[i].Clear();
            Window.AddAll(Texts[i], places[i]);
            foreach (var window in places[i])
            {
                windows.Add(window.Short);
                windows.Add(window.Long);
            }
        }
    }

    public bool MayShow(Guard guard) =>
        !guard.IsEmpty && (guard.MayBeIn(windows) || guard.PhraseMayBeIn(Texts[0].Letters) || guard.PhraseMayBeIn(Texts[1].Letters));

    /// <summary>The pieces of the output that begin like something hidden.</summary>
    public IReadOnlyList<OutputPiece> Suspicious(Guard guard)
    {
        var begins = guard.WindowsIn(windows).ToHashSet();
        var pieces = new List<OutputPiece>();
        for (var i = 0; begins.Count > 0 && i < Texts.Length; i++)
        {
            foreach (var window in places[i])
            {
                if (begins.Contains(window.Short) || begins.Contains(window.Long))
                {
                    pieces.Add(new(i, window.Start, Texts[i].From(window.Start, LongestRun)));
                }
            }
        }

        return pieces;
    }

    /// <summary>Where letters stand in the text of an output (<see cref="OutputText"/>). It is read again for that, so only where something is found.</summary>
    /// <param name="text">Index into <see cref="Texts"/>.</param>
    public static (int Start, int End) PlaceOf(Output output, int text, Leak leak)
    {
        var letters = Read(new(withPlaces: true), output)[text];
        return (letters.PlaceOf(leak.Start), letters.PlaceOf(leak.End - 1) + 1);
    }

    private static FoldedText[] Read(OutputReader reader, Output output)
    {
        using var text = output.Read();
        reader.SkipsHidden = output.Channel == Channel.Page;
        reader.Read(text.Text, text.Notation);
        reader.ReadAside(output.Key, 0);
        return [reader.Text.Finish(), reader.Aside.Finish()];
    }
}

/// <summary>Letters of an output.</summary>
/// <param name="Text">Index into <see cref="ReadOutput.Texts"/>.</param>
/// <param name="Start">Index of its first letter there.</param>
internal readonly record struct OutputPiece(int Text, int Start, FoldedText Letters);
