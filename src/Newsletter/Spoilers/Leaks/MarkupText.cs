using System.Text;

namespace Newsletter.Spoilers.Leaks;

/// <summary>What well-formed HTML or XML says.</summary>
/// <param name="Text">What stands between tags.</param>
/// <param name="Descriptions">Alternative texts, titles, and the like, which readers' programs show or speak.</param>
/// <param name="Addresses">Values of all other attributes that an author may have written: addresses, names of files, anchors.</param>
internal sealed record MarkupText(string Text, IReadOnlyList<string> Descriptions, IReadOnlyList<string> Addresses)
{
    public static MarkupText Of(string markup)
    {
        var said = new Said();
        MarkupReader.Read(markup, said);
        return new(said.Text.ToString(), said.Descriptions, said.Addresses);
    }

    private sealed class Said : IMarkupSink
    {
        public StringBuilder Text { get; } = new();

        public List<string> Descriptions { get; } = [];

        public List<string> Addresses { get; } = [];

        void IMarkupSink.Text(ReadOnlySpan<char> text) => Text.Append(text);

        public void Border() => Text.Append(' ');

        public void Description(string text) => Descriptions.Add(text);

        public void Address(string text) => Addresses.Add(text);
    }
}
