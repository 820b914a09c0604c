namespace Newsletter.Feeds;

/// <summary>The namespaces of a document, all declared on its root element.</summary>
/// <param name="Default">Elements of this one have no prefix; empty: elements without namespace.</param>
internal sealed record XmlVocabulary(string Default, params (string Prefix, string Namespace)[] Prefixes);

/// <summary>
/// Writes XML 1.0 as UTF-8: one element a line, one space for each level, all text through <see cref="XmlText.Clean"/>.
/// <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> become hexadecimal references, as the RSS Advisory Board's profile wants them in plain text
/// (section "Character Data"). An element holds either text or elements. Names are trusted: they are constants of this project.
/// </summary>
internal sealed partial class FeedXmlWriter(FeedBuffer buffer, XmlVocabulary vocabulary)
{
    // At most five: such a search is compiled ahead of time, one over SearchValues is not, and start-up counts.
    private const string TextMarks = "&<>";
    private const string AttributeMarks = "&<\"\t\n";
    private readonly Stack<string> open = new();
    private bool startTagOpen;
    private bool afterText;

    public void Declaration() => buffer.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8);

    /// <summary>Starts an element.</summary>
    /// <param name="name">With its prefix.</param>
    public void Begin(string name)
    {
        CloseStartTag();
        Indent();
        buffer.Write((byte)'<');
        buffer.Write(name);
        if (open.Count == 0)
        {
            DeclareNamespaces();
        }

        open.Push(name);
        startTagOpen = true;
    }

    public void End()
    {
        var name = open.Pop();
        if (startTagOpen)
        {
            buffer.Write("/>"u8);
            startTagOpen = false;
        }
        else
        {
            if (!afterText)
            {
                Indent();
            }

            buffer.Write("</"u8);
            buffer.Write(name);
            buffer.Write((byte)'>');
        }

        afterText = false;
    }

    public void Attribute(string name, string value)
    {
        StartAttribute(name);
        Escaped(value, AttributeMarks);
        buffer.Write((byte)'"');
    }

    public void Text(string text)
    {
        CloseStartTag();
        Escaped(text, TextMarks);
        afterText = true;
    }

    /// <summary>Text in a CDATA section, for mark-up: shorter than with references, and readable.</summary>
    public void CData(string text)
    {
        CloseStartTag();
        buffer.Write("<![CDATA["u8);
        var rest = XmlText.Clean(text).AsSpan();
        for (int end; (end = rest.IndexOf("]]>", StringComparison.Ordinal)) >= 0; rest = rest[(end + 2)..])
        {
            buffer.Write(rest[..(end + 2)]);
            buffer.Write("]]><![CDATA["u8);
        }

        buffer.Write(rest);
        buffer.Write("]]>"u8);
        afterText = true;
    }

    public void Element(string name, string text)
    {
        Begin(name);
        Text(text);
        End();
    }

    /// <summary>The line end after the root element.</summary>
    public void EndDocument() => buffer.Write((byte)'\n');

    private void StartAttribute(string name)
    {
        buffer.Write((byte)' ');
        buffer.Write(name);
        buffer.Write("=\""u8);
    }

    private void CloseStartTag()
    {
        if (startTagOpen)
        {
            buffer.Write((byte)'>');
            startTagOpen = false;
        }
    }

    /// <summary>Feeds are five elements deep at most.</summary>
    private void Indent()
    {
        buffer.Write("\n                "u8[..(open.Count + 1)]);
    }

    private void DeclareNamespaces()
    {
        if (vocabulary.Default.Length > 0)
        {
            Attribute("xmlns", vocabulary.Default);
        }

        foreach (var (prefix, name) in vocabulary.Prefixes)
        {
            Attribute("xmlns:" + prefix, name);
        }
    }

    private void Escaped(string text, string marks)
    {
        var rest = XmlText.Clean(text).AsSpan();
        for (int hit; (hit = rest.IndexOfAny(marks)) >= 0; rest = rest[(hit + 1)..])
        {
            buffer.Write(rest[..hit]);
            buffer.Write(rest[hit] switch
            {
                '&' => "&#x26;"u8,
                '<' => "&#x3C;"u8,
                '>' => "&#x3E;"u8,
                '"' => "&#x22;"u8,
                '\t' => "&#x9;"u8,
                _ => "&#xA;"u8,
            });
        }

        buffer.Write(rest);
    }
}
