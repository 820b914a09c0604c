using Newsletter.Site;
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
    private readonly WindowSet doubtful = new();
    private readonly List<Window>[] places = [[], []];

    /// <summary>What stands between tags, and what stands in them.</summary>
    public FoldedText[] Texts { get; private set; } = [];

    public void Read(Output output)
    {
        using var text = OutputText.Of(output.Content.Span, OutputHeaders.Of(output.Key).ContentType);
        reader.SkipsHidden = output.Channel == Channel.Page;
        reader.Read(text.Text, text.Notation);
        reader.ReadAside(output.Key, 0);
        Texts = [reader.Text.Finish(), reader.Aside.Finish()];
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
        !guard.IsEmpty && (windows.ContainsAny(guard.Windows) || guard.PhraseMayBeIn(Texts[0].Letters) || guard.PhraseMayBeIn(Texts[1].Letters));

    /// <summary>The pieces of the output that begin like something hidden.</summary>
    public IReadOnlyList<FoldedText> Suspicious(Guard guard)
    {
        uint[] begins = [.. guard.Windows.Where(windows.Contains)];
        doubtful.Clear(begins.Length * 16);
        foreach (var window in begins)
        {
            doubtful.Add(window);
        }

        var pieces = new List<FoldedText>();
        for (var i = 0; i < Texts.Length; i++)
        {
            foreach (var window in places[i])
            {
                if ((doubtful.Contains(window.Short) && begins.Contains(window.Short)) || (doubtful.Contains(window.Long) && begins.Contains(window.Long)))
                {
                    pieces.Add(Texts[i].Slice(window.Start, LongestRun));
                }
            }
        }

        return pieces;
    }
}
