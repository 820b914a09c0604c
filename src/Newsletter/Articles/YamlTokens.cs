using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Newsletter.Articles;

/// <summary>The tokens of YAML one after the other, with places in the file.</summary>
/// <param name="firstLine">1-based line of the file on which <paramref name="yaml"/> begins.</param>
internal sealed class YamlTokens(string yaml, int firstLine)
{
    private readonly Scanner scanner = new(new StringReader(yaml), skipComments: true);
    private Mark lastEnd;

    public Token Current { get; private set; } = new StreamStart();

    public TextPosition Place => PlaceOf(Current.Start);

    public void Next()
    {
        lastEnd = Current.End;
        Current = scanner.MoveNext() ? scanner.Current! : throw new SemanticErrorException(lastEnd, lastEnd, "unexpected end");
    }

    /// <summary>Goes on when the current token is the right one, and says what is wrong when it is not.</summary>
    public void Expect(bool isRight, bool skip = true)
    {
        if (!isRight)
        {
            throw Unexpected();
        }

        if (skip)
        {
            Next();
        }
    }

    public Exception Unexpected() => Current switch
    {
        DocumentStart or DocumentEnd =>
            YamlRefusal.Syntax(Place, "A second YAML document begins here.", "Take the `...` or `--- ` line away."),
        VersionDirective or TagDirective =>
            YamlRefusal.Syntax(Place, "A line that begins with `%` is a command to YAML.", "Put the text in double quotes."),
        _ => new SemanticErrorException(Current.Start, Current.End, "unexpected token"),
    };

    /// <summary>The text that the current token is.</summary>
    public YamlText Text(Scalar scalar)
    {
        var plain = scalar.Style is ScalarStyle.Plain;
        Next();
        return new YamlText(scalar.Value, plain, plain && IsCutAt((int)scalar.End.Index), PlaceOf(scalar.Start));
    }

    /// <summary>The value that a key has when nothing stands behind it.</summary>
    public YamlText Nothing() => new("", plain: true, IsCutAt((int)lastEnd.Index), PlaceOf(lastEnd));

    private TextPosition PlaceOf(Mark mark) => new(firstLine + (int)mark.Line - 1, (int)mark.Column);

    private bool IsCutAt(int end)
    {
        var rest = yaml.AsSpan(Math.Min(end, yaml.Length)).TrimStart(" \t");
        return rest.Length > 1 && rest[0] == '#' && rest[1] is not ('#' or ' ' or '\t' or '\n') && end > 0 && yaml[end - 1] != '\n';
    }
}
