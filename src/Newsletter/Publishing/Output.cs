using Newsletter.Catalogue;
using Newsletter.Spoilers;
using Newsletter.Templates;

namespace Newsletter.Publishing;

/// <summary>One rendered output on its way to its write.</summary>
/// <param name="Shown">Articles of which it shows something: it is searched for what they hide.</param>
/// <param name="Template">What rendered it, or the articles in it; null: the program itself.</param>
internal sealed record Output(string Key, ReadOnlyMemory<byte> Content, Channel Channel, IReadOnlyList<ArticleRecord> Shown, Template? Template);
