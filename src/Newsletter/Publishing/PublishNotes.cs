using System.Globalization;
using System.Runtime.CompilerServices;
using Newsletter.Catalogue;
using Newsletter.Storage;

namespace Newsletter.Publishing;

/// <summary>
/// What publishers are about to render, noted until they are done. One that is overtaken marks again what it may have overwritten with an older view; one
/// that dies before it comes to that leaves its note, and a later publication marks by it. Nobody waits for a note.
/// </summary>
internal sealed class PublishNotes(ITable table, TimeProvider clock)
{
    private const string Everything = "*";

    /// <summary>Of the text of a note, in characters: a note of more says everything.</summary>
    private const int MostText = 16_000;

    /// <summary>Nobody renders one pass for so long: whoever wrote a note so old is dead.</summary>
    public static TimeSpan Old { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Before the catalogue is read. Returns the note's key.</summary>
    /// <param name="marks">Rows of marks; null: everything.</param>
    public async ValueTask<string> BeginAsync(IEnumerable<string>? marks, CancellationToken cancel)
    {
        var text = marks is null ? Everything : string.Join('\n', marks);
        text = text.Length <= MostText ? text : Everything;
        for (var number = 0; ; number++)
        {
            var row = string.Create(CultureInfo.InvariantCulture, $"{Keys.Ascending(clock.GetUtcNow())}|{number}");
            if (await table.PutAsync(Keys.Publishing, row, text, WriteCondition.IfNew, cancel) is not null)
            {
                return row;
            }
        }
    }

    /// <summary>After the marks were removed or set again.</summary>
    public async ValueTask EndAsync(string note, CancellationToken cancel) => await table.DeleteAsync(Keys.Publishing, note, WriteCondition.None, cancel);

    /// <summary>Notes of publishers that died; rows of marks, null: everything.</summary>
    public async IAsyncEnumerable<(string Note, IReadOnlyList<string>? Marks)> LeftAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync(Keys.Publishing, null, Keys.Ascending(clock.GetUtcNow() - Old), int.MaxValue, cancel))
        {
            yield return (row.Row, row.Value == Everything ? null : row.Value.Split('\n'));
        }
    }
}
