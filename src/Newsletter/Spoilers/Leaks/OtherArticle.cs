namespace Newsletter.Spoilers.Leaks;

/// <summary>Another article about a work that one is about.</summary>
/// <param name="Name">Its file.</param>
/// <param name="About">What everybody reads of it but for its body: titles, summary and the like.</param>
internal sealed record OtherArticle(string Name, Body Body, IEnumerable<string> About);
