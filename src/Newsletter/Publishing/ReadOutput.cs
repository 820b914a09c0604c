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
    private readonly List<(int Text, int Start, uint Window)> places = [];

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
        places.Clear();
        for (var i = 0; i < Texts.Length; i++)
        {
            for (var at = new WindowSet.Windows(Texts[i]); at.MoveNext();)
            {
                Add(i, at.Start, at.Short);
                if (at.HasLong)
                {
                    Add(i, at.Start, at.Long);
                }
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
        foreach (var (text, start, window) in places)
        {
            if (doubtful.Contains(window) && begins.Contains(window))
            {
                pieces.Add(Texts[text].Slice(start, LongestRun));
            }
        }

        return pieces;
    }

    private void Add(int text, int start, uint window)
    {
        windows.Add(window);
        places.Add((text, start, window));
    }
}
