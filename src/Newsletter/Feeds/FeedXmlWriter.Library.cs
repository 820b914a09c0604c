using System.Xml;

namespace Newsletter.Feeds;

/// <content>
/// The face that System.ServiceModel.Syndication sees. It calls no more than this; the rest is refused, so that a new version
/// of the library that starts to is noticed by the tests. Prefixes are ours, whatever the library would choose (it says <c>a10</c> for Atom).
/// </content>
internal sealed partial class FeedXmlWriter : XmlWriter
{
    private bool inAttribute;
    private bool inDeclaration;

    public override WriteState WriteState => WriteState.Content;

    public override void WriteStartElement(string? prefix, string localName, string? ns) => Begin(Qualified(localName, ns));

    public override void WriteEndElement() => End();

    public override void WriteStartAttribute(string? prefix, string localName, string? ns)
    {
        inDeclaration = prefix == "xmlns";
        inAttribute = true;
        if (!inDeclaration)
        {
            StartAttribute(prefix == "xml" ? "xml:" + localName : localName);
        }
    }

    public override void WriteEndAttribute()
    {
        if (!inDeclaration)
        {
            buffer.Write((byte)'"');
        }

        inAttribute = inDeclaration = false;
    }

    public override void WriteString(string? text)
    {
        if (!inAttribute)
        {
            Text(text ?? "");
        }
        else if (!inDeclaration)
        {
            Escaped(text ?? "", AttributeMarks);
        }
    }

    public override string? LookupPrefix(string ns) => Prefix(ns);

    public override void Flush()
    {
    }

    public override void WriteFullEndElement() => throw Refused();

    public override void WriteStartDocument() => throw Refused();

    public override void WriteStartDocument(bool standalone) => throw Refused();

    public override void WriteEndDocument() => throw Refused();

    public override void WriteDocType(string name, string? pubid, string? sysid, string? subset) => throw Refused();

    public override void WriteCData(string? text) => throw Refused();

    public override void WriteComment(string? text) => throw Refused();

    public override void WriteProcessingInstruction(string name, string? text) => throw Refused();

    public override void WriteEntityRef(string name) => throw Refused();

    public override void WriteCharEntity(char ch) => throw Refused();

    public override void WriteSurrogateCharEntity(char lowChar, char highChar) => throw Refused();

    public override void WriteWhitespace(string? ws) => throw Refused();

    public override void WriteChars(char[] buffer, int index, int count) => throw Refused();

    public override void WriteRaw(char[] buffer, int index, int count) => throw Refused();

    public override void WriteRaw(string data) => throw Refused();

    public override void WriteBase64(byte[] buffer, int index, int count) => throw Refused();

    private static NotSupportedException Refused() => new("Feeds are made of elements, attributes and text.");

    private string Qualified(string localName, string? ns) =>
        string.IsNullOrEmpty(ns) || ns == vocabulary.Default ? localName : Prefix(ns) + ":" + localName;

    private string Prefix(string ns)
    {
        foreach (var (prefix, name) in vocabulary.Prefixes)
        {
            if (name == ns)
            {
                return prefix;
            }
        }

        throw new ArgumentException("Not in this document's vocabulary: " + ns, nameof(ns));
    }
}
