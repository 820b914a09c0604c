using System.Diagnostics.CodeAnalysis;

namespace Newsletter.Subscribers;

/// <summary>An address with the name that mail programs show for it.</summary>
/// <param name="Name">Plain text without control characters; may be empty.</param>
public sealed record Mailbox(string Name, EmailAddress Address)
{
    private const int LongestName = 100;

    /// <summary><c>news@example.org</c>, <c>Explained &lt;news@example.org&gt;</c>, or that with the name in quotes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Mailbox? mailbox)
    {
        mailbox = null;
        text = text.Trim();
        var (open, name) = (text.LastIndexOf('<'), "");
        if (open >= 0 && text.EndsWith('>'))
        {
            name = text[..open].Trim();
            name = name is ['"', .. var quoted, '"'] ? quoted : name;
            text = text[(open + 1)..^1];
        }

        if (name.Length > LongestName || name.Any(char.IsControl) || !EmailAddress.TryParse(text, out var address))
        {
            return false;
        }

        mailbox = new(name, address);
        return true;
    }
}
