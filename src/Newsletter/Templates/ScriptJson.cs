using System.Buffers;
using System.Text;
using System.Text.Json;
using Newsletter.Spoilers;

namespace Newsletter.Templates;

/// <summary>
/// JSON that can stand inside a script element: the default encoder writes <c>&lt; &gt; &amp;</c> as escapes, so that neither
/// <c>&lt;/script&gt;</c> nor <c>&lt;!--</c> can appear in it (HTML standard, "restrictions for contents of script elements").
/// </summary>
internal sealed class ScriptJson : IMarkup
{
    private ScriptJson(string markup) => Markup = markup;

    public string Markup { get; }

    public static ScriptJson Of<TView>(TView view, Action<Utf8JsonWriter, TView> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer, view);
        }

        return new ScriptJson(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
