using System.Text.RegularExpressions;

namespace Newsletter.Articles.Import;

/// <summary>The sentence that tells readers to stop here unless they know the work.</summary>
internal static partial class StopSentence
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Start and end (exclusive) of the first such sentence; null when there is none.</summary>
    public static (int Start, int End)? Find(string text)
    {
        foreach (var (start, end) in Sentences.Of(text))
        {
            if (IsOne(text[start..end]))
            {
                return (start, end);
            }
        }

        return null;
    }

    /// <summary>True for one sentence, or a line without a full stop ("Spoilers ahead").</summary>
    public static bool IsOne(string sentence)
    {
        if (sentence.Length > 600)
        {
            return false;
        }

        var plain = sentence.Replace('\u2019', '\'');
        return Order().IsMatch(plain) || OrderElsewhere().IsMatch(plain) || (Warning().IsMatch(plain) && !Denial().IsMatch(plain));
    }

    /// <summary>"Stop reading", whatever the reason.</summary>
    [GeneratedRegex(
        @"\bbefore (?:reading|you read|continuing|you continue|scrolling|you scroll|proceeding|you proceed|going"
        + @"|you go)\b[^.!?]{0,30}\b(?:any further|further|on|any more|any farther|ahead|past|below|down|this)\b"
        + @"|\bbefore (?:continuing|you continue|proceeding|you proceed)\b"
        + @"|\b(?:stop|quit) reading\b|\bread no (?:further|more)\b|\bturn back (?:now|here|if)\b|\blook away now\b"
        + @"|\b(?:don't|do not|please don't|shouldn't|should not) (?:read|scroll|go|continue) (?:on|any further|further|past|below|ahead"
        + @"|down|this|the rest|if)\b"
        + @"|\bproceed (?:only if|at your own risk|with caution)\b|\byou(?:'ve| have) been warned\b"
        + @"|\bif you (?:haven't|have not|have yet to|still have to|'ve not)\b[^.!?]{0,90}\b(?:stop|turn back|look away|leave|come back"
        + @"|bookmark|return|watch it|read it|play it|see it)\b"
        + @"|\b(?:come|comes) back (?:after|when|once) you(?:'ve| have)\b", Options)]
    private static partial Regex Order();

    [GeneratedRegex(
        @"\b(?:lies|lest|lesen sie)\b[^.!?]{0,40}\bnicht weiter\b|\bnicht (?:mehr )?weiter(?:lesen|zulesen|liest|lest)\b|\bbevor (?:du"
        + @"|sie|ihr|man|wir)\b[^.!?]{0,60}\bweiter(?:les|lies)\w*"
        + @"|\bvor dem weiterlesen\b|\b(?:hör|hört|hören sie)\b[^.!?]{0,30}\bauf zu lesen\b|\b(?:kehr|kehre|kehrt|kehren sie) (?:jetzt"
        + @"|hier|bitte)\b[^.!?]{0,20}\bum\b|\bweiterlesen auf eigene gefahr\b"
        + @"|\bne (?:lisez|lis) pas (?:plus loin|la suite|cet article)\b|\bavant de (?:lire la suite|continuer|poursuivre"
        + @"|lire plus loin)\b|\barrête[zs]?(?:-vous)? (?:ici|de lire|votre lecture)\b"
        + @"|\bno (?:sigas|siga|sigáis|continúes|continúe) leyendo\b|\bdej[ae] de leer\b|\bantes de (?:seguir leyendo|continuar)\b", Options)]
    private static partial Regex OrderElsewhere();

    /// <summary>That spoilers come. Not what a spoiler-free article says of itself: see <see cref="Denial"/>.</summary>
    [GeneratedRegex(
        @"\bspoilers?\b[^.!?]{0,30}\b(?:ahead|below|beyond|follow|follows|from here|to follow|await|inside|abound|lie|lurk|after this"
        + @"|start here|begin here)\b"
        + @"|\bspoilers?[ -]?(?:alert|warning|warnung|alarm|hinweis)\b|\b(?:warning|caution|beware|careful|attention|achtung|vorsicht"
        + @"|alerte|alerta|aviso|atención)\b[^.!?]{0,60}\bspoil\w*"
        + @"|\b(?:this|the following|what follows|our|here|below|everything|next|diese[rs]?|der folgende|das folgende|im folgenden|hier"
        + @"|cet|cette|este|esta|el siguiente|ahead)\b[^.!?]{0,80}\b(?:contains?|includes?|has|have|full of|enthält|enthalten|verrät"
        + @"|verraten|contient|contiene|révèle|dévoile|revela)\b[^.!?]{0,60}\b(?:spoilers?|the ending|the end|das ende|die auflösung"
        + @"|die handlung|la fin|l'intrigue|le dénouement|el final)\b"
        + @"|\b(?:this|the following|what follows|below)\b[^.!?]{0,60}\b(?:spoils|gives away|reveals|discusses)\b[^.!?]{0,40}\b(?:ending"
        + @"|end|plot|everything|twist|twists|finale)\b"
        + @"|\bspoilers? (?:voraus|folgen)\b|\bab hier\b[^.!?]{0,60}\b(?:spoiler\w*|verraten|gespoilert)\b|\bspoilers? a continuación\b"
        + @"|\balerte (?:aux? )?spoilers?\b|\balerta de spoilers?\b"
        + @"|^\W*(?:(?:major|full|heavy|massive|big|huge|mild|minor) )?spoilers?\W*$|\bwe(?:'ll| will| are going to) (?:spoil|give away)\b", Options)]
    private static partial Regex Warning();

    [GeneratedRegex(
        @"\b(?:no|without|free of|avoids?|zero|ohne|keine?|sans|sin|aucun)\b[^.!?]{0,20}\b(?:spoil\w*|divulgâch\w*)"
        + @"|\bspoiler[ -]?fr(?:ee|ei)\w*|\blibre de spoilers\b", Options)]
    private static partial Regex Denial();
}
