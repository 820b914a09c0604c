using Newsletter.Templates;

namespace Newsletter.Spoilers;

/// <summary>Output of templates that is safe because nothing but safe text can go in.</summary>
public static class SafeRendering
{
    /// <summary>Renders a view that holds only safe types, such as the body of a feed's item.</summary>
    /// <exception cref="TemplateException">The template has an error, or went over a limit.</exception>
    public static SafeHtml RenderSafe<TView>(this TemplateEngine engine, SafeTemplate<TView> template, TView view)
        where TView : IView => SafeHtml.Seal(engine.RenderText(template, view).Trim('\n'));

    /// <summary>Renders plain text from a view that holds only safe types.</summary>
    /// <exception cref="TemplateException">The template has an error, or went over a limit.</exception>
    public static SafeText RenderSafeText<TView>(this TemplateEngine engine, SafeTemplate<TView> template, TView view)
        where TView : IView => SafeText.Seal(engine.RenderText(template, view));

    /// <summary>A text of the strings file with safe texts in its places.</summary>
    public static SafeText SaySafe(this Words words, string group, string name, params ReadOnlySpan<SafeText> arguments)
    {
        var texts = new string[arguments.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = arguments[i].ToString();
        }

        return SafeText.Seal(words.Say(group, name, texts));
    }
}
