namespace Newsletter.Articles.Import;

/// <summary>The words that tags and advisories are suggested by: a fixed vocabulary, so that no suggestion can carry a story's own words.</summary>
internal static class Lexicon
{
    private static readonly (string Name, string[] Phrases)[] TagWords =
    [
        ("horror", ["horror", "horrorfilm", "horrorfilme", "schauerroman", "terror", "épouvante"]),
        ("thriller", ["thriller", "thrillers", "suspense"]),
        ("silent film", ["silent film", "silent films", "silent movie", "silent era", "stummfilm*", "film muet", "cine mudo", "película muda"]),
        ("expressionism", ["expressionis*", "expresionis*"]),
        ("film noir", ["film noir", "noir"]),
        ("gothic", ["gothic", "gotisch*", "gothique", "gótic*"]),
        ("mystery", ["mystery", "whodunit", "whodunnit", "detective story", "detective novel", "murder mystery", "kriminalroman", "rätselkrimi", "misterio"]),
        ("crime", ["crime", "heist", "krimi", "gangster*", "policier", "policiaca"]),
        ("science fiction", ["science fiction", "sci fi", "scifi", "space opera", "zukunftsroman", "ciencia ficción"]),
        ("dystopia", ["dystopi*", "distopi*"]),
        ("fantasy", ["fantasy", "fantastique"]),
        ("fairy tale", ["fairy tale", "fairy tales", "fairytale", "märchen", "conte de fées", "cuento de hadas"]),
        ("supernatural", ["supernatural", "übernatürlich*", "surnaturel*", "sobrenatural*"]),
        ("ghost story", ["ghost story", "ghost stories", "haunted house", "gespenstergeschichte", "histoire de fantômes"]),
        ("vampires", ["vampire", "vampires", "vampir", "vampire*", "vampiro*"]),
        ("comedy", ["comedy", "comedies", "comic", "farce", "komödie*", "comédie*", "comedia*"]),
        ("satire", ["satire", "satires", "satirical", "satirisch*", "satirique", "sátira"]),
        ("tragedy", ["tragedy", "tragedies", "tragödie*", "trauerspiel", "tragédie*", "tragedia*"]),
        ("romance", ["romance", "love story", "romantic comedy", "liebesgeschichte", "liebesroman", "histoire d amour", "historia de amor"]),
        ("drama", ["drama", "dramas", "melodrama", "drame"]),
        ("adventure", ["adventure", "adventures", "abenteuer*", "aventures", "aventuras"]),
        ("western", ["western", "westerns"]),
        ("war", ["war film", "war movie", "war novel", "war story", "kriegsfilm*", "kriegsroman*", "film de guerre"]),
        ("historical", ["historical novel", "historical drama", "period drama", "costume drama", "historienfilm", "historischer roman", "roman historique"]),
        ("musical", ["musical", "musicals", "operetta", "comédie musicale"]),
        ("animation", ["animated", "animation", "zeichentrick*", "anime"]),
        ("documentary", ["documentary", "documentaries", "dokumentarfilm*", "documentaire", "documental"]),
        ("coming of age", ["coming of age", "bildungsroman", "entwicklungsroman"]),
        ("psychological", ["psychological", "psychologisch*", "psychologique", "psicológic*"]),
        ("mythology", ["myth", "myths", "mythology", "greek myth", "legend", "sage", "mythos", "mythologie", "mito", "mitología"]),
        ("epic", ["epic", "epos", "épopée", "epopeya"]),
        ("disturbing", ["disturbing", "creepy", "unsettling", "verstörend*", "unheimlich*", "dérangeant*", "inquiétant*", "perturbador*", "inquietante*"]),
    ];

    private static readonly (string Name, string[] Phrases)[] AdvisoryWords =
    [
        ("sexual violence", ["rape", "rapes", "raped", "raping", "rapist*", "molest*", "sexual assault*", "sexually assault*", "sexual violence", "sexual abuse", "sexually abus*", "vergewaltig*", "sexuelle gewalt", "agression sexuelle", "violada", "violación"]),
        ("child abuse", ["child abuse", "abused child*", "abused as a child", "abuse of children", "abusing children", "paedophil*", "pedophil*", "child molest*", "kindesmissbrauch", "pädophil*", "pédophil*", "pederast*", "abuso infantil"]),
        ("domestic abuse", ["domestic abuse", "domestic violence", "abusive husband", "abusive wife", "abusive marriage", "abusive relationship", "beats his wife", "häusliche gewalt", "violence conjugale"]),
        ("suicide", ["suicid*", "kill himself", "kill herself", "kill themselves", "kills himself", "kills herself", "killed himself", "killed herself", "takes his own life", "takes her own life", "took his own life", "took her own life", "selbstmord*", "suizid*", "nimmt sich das leben"]),
        ("self-harm", ["self harm*", "selbstverletz*", "automutilation", "autolesi*"]),
        ("murder", ["murder", "murders", "murdered", "murderer*", "murderous", "mord", "morde", "ermord*", "mörder*", "meurtre*", "asesin*"]),
        ("torture", ["torture", "tortures", "tortured", "torturer*", "torturing", "folter*", "gefoltert", "tortura*"]),
        ("gore", ["gore", "gory", "dismember*", "decapitat*", "behead*", "mutilat*", "disembowel*", "severed", "severing", "enthaupt*", "verstümmel*"]),
        ("violence", ["violence", "violent", "violently", "gewalt", "gewalttat*", "violencia"]),
        ("kidnapping", ["kidnap*", "abducted", "abduction", "abducts", "entführ*", "enlèvement", "secuestr*"]),
        ("drug use", ["drugs", "drugged", "overdose*", "heroin", "cocaine", "opium", "morphine", "laudanum", "drogen", "kokain", "drogue", "drogas"]),
        ("alcohol abuse", ["alcoholi*", "drunkard*", "alkoholi*", "trinker", "ivrogne"]),
        ("mental illness", ["mental hospital*", "mental breakdown*", "mental illness", "insane asylum", "asylum", "psychiatric", "madhouse", "irrenanstalt", "irrenhaus", "psychiatrie", "asile", "manicomio"]),
        ("child death", ["death of a child", "dead child", "dead children", "kills her children", "kills his children", "murdered child*", "kindstod", "kindsmord"]),
        ("pregnancy loss", ["miscarriage*", "stillborn", "stillbirth*", "fehlgeburt*", "totgeburt*", "fausse couche"]),
        ("abortion", ["abortion*", "abtreibung*", "avortement*"]),
        ("eating disorder", ["eating disorder*", "anorexi*", "bulimi*", "essstörung*"]),
        ("incest", ["incest*", "inzest*"]),
        ("cannibalism", ["cannibal*", "kannibal*"]),
        ("racism", ["racis*", "rassis*"]),
        ("slavery", ["slavery", "enslav*", "sklaverei", "esclavage", "esclavitud"]),
        ("antisemitism", ["antisemiti*", "anti semiti*"]),
        ("body horror", ["body horror"]),
    ];

    private static readonly string[] Animals = ["dog", "dogs", "cat", "cats", "horse", "horses", "animal", "animals", "hund", "katze", "pferd", "chien", "chat", "cheval", "perro", "gato"];
    private static readonly string[] Deaths = ["dies", "died", "dead", "killed", "kills", "slaughtered", "shot", "stirbt", "tot", "getötet", "meurt", "tué", "muere", "muerto"];

    /// <summary>Genres and moods, in the order of the vocabulary.</summary>
    public static IEnumerable<string> Tags(WordIndex text) => TagWords.Where(tag => text.Count(tag.Phrases) > 0).Select(tag => tag.Name);

    /// <summary>Content warnings, in the order of the vocabulary.</summary>
    public static IEnumerable<string> Advisories(WordIndex text)
    {
        foreach (var (name, phrases) in AdvisoryWords)
        {
            if (text.Count(phrases) > 0)
                yield return name;
        }

        if (text.Count("animal cruelty") + text.Count("cruelty to animals") > 0 || AnimalDies(text))
            yield return "animal death";
    }

    /// <summary>"The dog is shot", "kills his old horse": at most three words between the two.</summary>
    private static bool AnimalDies(WordIndex text)
    {
        var (animal, death, at) = (-9, -9, 0);
        foreach (var word in text.Words(int.MaxValue))
        {
            at++;
            if (Animals.Contains(word))
                animal = at;
            else if (Deaths.Contains(word))
                death = at;
            else
                continue;
            if (Math.Abs(animal - death) <= 4 && Math.Min(animal, death) > 0)
                return true;
        }

        return false;
    }
}
