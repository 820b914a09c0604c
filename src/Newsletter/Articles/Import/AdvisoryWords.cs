namespace Newsletter.Articles.Import;

/// <summary>
/// The words that content warnings are suggested by: a fixed vocabulary in each language, so that no warning can carry a story's own words.
/// </summary>
internal static class AdvisoryWords
{
    private static readonly string[] Languages = ["en", "de", "fr", "es"];
    private static readonly string[] AnimalDeath = ["animal death", "Tod eines Tieres", "mort d’un animal", "muerte de un animal"];

    private static readonly (string[] Names, string[] Phrases)[] Known =
    [
        (["sexual violence", "sexuelle Gewalt", "violences sexuelles", "violencia sexual"],
            [
                "rape", "rapes", "raped", "raping", "rapist*", "molest*", "sexual assault*", "sexually assault*", "sexual violence",
                "sexual abuse", "sexually abus*", "vergewaltig*", "sexuelle gewalt", "agression sexuelle", "violada", "violación"
            ]),
        (["child abuse", "Kindesmissbrauch", "maltraitance d’enfants", "abuso infantil"],
            [
                "child abuse", "abused child*", "abused as a child", "abuse of children", "abusing children", "paedophil*", "pedophil*",
                "child molest*", "kindesmissbrauch", "pädophil*", "pédophil*", "pederast*", "abuso infantil"
            ]),
        (["domestic abuse", "häusliche Gewalt", "violences conjugales", "violencia doméstica"],
            [
                "domestic abuse", "domestic violence", "abusive husband", "abusive wife", "abusive marriage", "abusive relationship",
                "beats his wife", "häusliche gewalt", "violence conjugale"
            ]),
        (["suicide", "Suizid", "suicide", "suicidio"],
            [
                "suicid*", "kill himself", "kill herself", "kill themselves", "kills himself", "kills herself", "killed himself",
                "killed herself", "takes his own life", "takes her own life", "took his own life", "took her own life", "selbstmord*",
                "suizid*", "nimmt sich das leben"
            ]),
        (["self-harm", "Selbstverletzung", "automutilation", "autolesiones"],
            ["self harm*", "selbstverletz*", "automutilation", "autolesi*"]),
        (["murder", "Mord", "meurtre", "asesinato"],
            ["murder", "murders", "murdered", "murderer*", "murderous", "mord", "morde", "ermord*", "mörder*", "meurtre*", "asesin*"]),
        (["torture", "Folter", "torture", "tortura"],
            ["torture", "tortures", "tortured", "torturer*", "torturing", "folter*", "gefoltert", "tortura*"]),
        (["gore", "blutige Szenen", "scènes sanglantes", "escenas sangrientas"],
            ["gore", "gory", "dismember*", "decapitat*", "behead*", "mutilat*", "disembowel*", "severed", "severing", "enthaupt*", "verstümmel*"]),
        (["violence", "Gewalt", "violence", "violencia"],
            ["violence", "violent", "violently", "gewalt", "gewalttat*", "violencia"]),
        (["kidnapping", "Entführung", "enlèvement", "secuestro"],
            ["kidnap*", "abducted", "abduction", "abducts", "entführ*", "enlèvement", "secuestr*"]),
        (["drug use", "Drogen", "drogues", "drogas"],
            ["drugs", "drugged", "overdose*", "heroin", "cocaine", "opium", "morphine", "laudanum", "drogen", "kokain", "drogue", "drogas"]),
        (["alcohol abuse", "Alkoholmissbrauch", "alcoolisme", "alcoholismo"],
            ["alcoholi*", "drunkard*", "alkoholi*", "trinker", "ivrogne"]),
        (["mental illness", "psychische Krankheit", "maladie mentale", "enfermedad mental"],
            [
                "mental hospital*", "mental breakdown*", "mental illness", "insane asylum", "asylum", "psychiatric", "madhouse",
                "irrenanstalt", "irrenhaus", "psychiatrie", "asile", "manicomio"
            ]),
        (["death of a child", "Tod eines Kindes", "mort d’un enfant", "muerte de un niño"],
            [
                "death of a child", "dead child", "dead children", "kills her children", "kills his children", "murdered child*",
                "kindstod", "kindsmord"
            ]),
        (["pregnancy loss", "Fehlgeburt", "perte de grossesse", "pérdida del embarazo"],
            ["miscarriage*", "stillborn", "stillbirth*", "fehlgeburt*", "totgeburt*", "fausse couche"]),
        (["abortion", "Schwangerschaftsabbruch", "avortement", "aborto"],
            ["abortion*", "abtreibung*", "avortement*"]),
        (["eating disorder", "Essstörung", "trouble alimentaire", "trastorno alimentario"],
            ["eating disorder*", "anorexi*", "bulimi*", "essstörung*"]),
        (["incest", "Inzest", "inceste", "incesto"],
            ["incest*", "inzest*"]),
        (["cannibalism", "Kannibalismus", "cannibalisme", "canibalismo"],
            ["cannibal*", "kannibal*"]),
        (["racism", "Rassismus", "racisme", "racismo"],
            ["racis*", "rassis*"]),
        (["slavery", "Sklaverei", "esclavage", "esclavitud"],
            ["slavery", "enslav*", "sklaverei", "esclavage", "esclavitud"]),
        (["antisemitism", "Antisemitismus", "antisémitisme", "antisemitismo"],
            ["antisemiti*", "anti semiti*"]),
        (["body horror", "Körperhorror", "horreur corporelle", "horror corporal"],
            ["body horror"]),
    ];

    private static readonly string[] Animals =
    [
        "dog", "dogs", "cat", "cats", "horse", "horses", "animal", "animals", "hund", "katze", "pferd", "chien", "cheval", "perro", "gato",
    ];

    private static readonly string[] Deaths =
    [
        "dies", "died", "dead", "killed", "kills", "slaughtered", "shot", "stirbt", "tot", "getötet", "meurt", "tué", "muere", "muerto",
    ];

    /// <summary>Content warnings, in the order of the vocabulary.</summary>
    public static IEnumerable<string> In(WordIndex text, string language)
    {
        // English for languages that the vocabulary doesn't have.
        var column = Math.Max(0, Array.IndexOf(Languages, language.Split('-')[0]));
        foreach (var (names, phrases) in Known)
        {
            if (text.Count(phrases) > 0)
            {
                yield return names[column];
            }
        }

        if (text.Count("animal cruelty") + text.Count("cruelty to animals") > 0 || AnimalDies(text))
        {
            yield return AnimalDeath[column];
        }
    }

    /// <summary>"The dog is shot", "kills his old horse": at most three words between the two.</summary>
    private static bool AnimalDies(WordIndex text)
    {
        var (animal, death, at) = (-9, -9, 0);
        foreach (var word in text.Words(int.MaxValue))
        {
            at++;
            if (Animals.Contains(word))
            {
                animal = at;
            }
            else if (Deaths.Contains(word))
            {
                death = at;
            }
            else
            {
                continue;
            }

            if (Math.Abs(animal - death) <= 4 && Math.Min(animal, death) > 0)
            {
                return true;
            }
        }

        return false;
    }
}
