namespace Newsletter.Articles.Import;

/// <summary>
/// The words that tags are suggested by: a fixed vocabulary, so that no suggestion can carry a story's own words. Tags are English in every
/// language, so that the articles of a genre meet in one list.
/// </summary>
internal static class TagWords
{
    private static readonly (string Name, string[] Phrases)[] Known =
    [
        ("horror", ["horror", "horrorfilm", "horrorfilme", "schauerroman", "terror", "épouvante"]),
        ("thriller", ["thriller", "thrillers", "suspense"]),
        ("silent film", ["silent film", "silent films", "silent movie", "silent era", "stummfilm*", "film muet", "cine mudo", "película muda"]),
        ("expressionism", ["expressionis*", "expresionis*"]),
        ("film noir", ["film noir", "noir"]),
        ("gothic", ["gothic", "gotisch*", "gothique", "gótic*"]),
        ("mystery", [
            "mystery", "whodunit", "whodunnit", "detective story", "detective novel", "murder mystery", "kriminalroman", "rätselkrimi",
            "misterio"
        ]),
        ("crime", ["crime", "heist", "krimi", "gangster*", "policier", "policiaca"]),
        ("sci-fi", ["science fiction", "sci fi", "scifi", "space opera", "zukunftsroman", "ciencia ficción"]),
        ("dystopia", ["dystopi*", "distopi*"]),
        ("fantasy", ["fantasy", "fantastique"]),
        ("fairy tale", ["fairy tale", "fairy tales", "fairytale", "märchen", "conte de fées", "cuento de hadas"]),
        ("supernatural", ["supernatural", "übernatürlich*", "surnaturel*", "sobrenatural*"]),
        ("ghosts", ["ghost story", "ghost stories", "haunted house", "gespenstergeschichte", "histoire de fantômes"]),
        ("vampires", ["vampire", "vampires", "vampir", "vampire*", "vampiro*"]),
        ("comedy", ["comedy", "comic", "farce", "komödie*", "comédie*", "comedia*"]),
        ("satire", ["satire", "satires", "satirical", "satirisch*", "satirique", "sátira"]),
        ("tragedy", ["tragedy", "tragedies", "tragödie*", "trauerspiel", "tragédie*", "tragedia*"]),
        ("romance", ["romance", "love story", "romantic comedy", "liebesgeschichte", "liebesroman", "histoire d amour", "historia de amor"]),
        ("drama", ["drama", "dramas", "melodrama", "drame"]),
        ("adventure", ["adventure", "adventures", "abenteuer*", "aventures", "aventuras"]),
        ("western", ["western", "westerns"]),
        ("war", ["war film", "war movie", "war novel", "war story", "kriegsfilm*", "kriegsroman*", "film de guerre"]),
        ("historical", [
            "historical novel", "historical drama", "period drama", "costume drama", "historienfilm", "historischer roman",
            "roman historique"
        ]),
        ("musical", ["musical", "musicals", "operetta", "comédie musicale"]),
        ("animation", ["animated", "animation", "zeichentrick*", "anime"]),
        ("documentary", ["documentary", "documentaries", "dokumentarfilm*", "documentaire", "documental"]),
        ("coming of age", ["coming of age", "bildungsroman", "entwicklungsroman"]),
        ("psychological", ["psychological", "psychologisch*", "psychologique", "psicológic*"]),
        ("myth", ["myth", "myths", "mythology", "greek myth", "legend", "sage", "mythos", "mythologie", "mito", "mitología"]),
        ("epic", ["epic", "epos", "épopée", "epopeya"]),
        ("disturbing", [
            "disturbing", "creepy", "unsettling", "verstörend*", "unheimlich*", "dérangeant*", "inquiétant*", "perturbador*",
            "inquietante*"
        ]),
    ];

    /// <summary>Genres and moods, in the order of the vocabulary.</summary>
    public static IEnumerable<string> In(WordIndex text) => Known.Where(tag => text.Count(tag.Phrases) > 0).Select(tag => tag.Name);
}
