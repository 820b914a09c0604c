using FsCheck.Xunit;
using Newsletter.Catalogue;
using Newsletter.Digests;
using Newsletter.Spoilers;
using Newsletter.Subscribers;
using Newsletter.Subscribers.Csv;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Subscribers.Csv;

public sealed class SubscriberCsvTests : IDisposable
{
    private static readonly ImportOptions Consented = new("the old list", Some.Time.AddYears(-1), IsDryRun: false);
    private readonly TestDesk test = new();

    [Fact]
    public async Task RowsBecomeSubscribersWithTheirConsent()
    {
        var rows = await ImportAsync("Email,Zone,Asked,Cadence\r\nida@example.org,Asia/Tokyo,2024-05-01,daily\r\n tobias@example.org ,,,\r\n", Consented);

        Assert.Equal([RowOutcome.Added, RowOutcome.Added], rows.Select(r => r.Outcome));
        var (ida, tobias) = (await FindAsync("ida@example.org"), await FindAsync("tobias@example.org"));
        Assert.Equal(new Consent("the old list", new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero), null), ida.Consent);
        Assert.Equal((SubscriberState.Active, DigestCadence.Daily, "Asia/Tokyo"), (ida.State, ida.Preferences.Cadence, ida.Preferences.Zone));
        Assert.Equal(Consented.ConsentedAt, tobias.Consent.At);
        Assert.Equal(Schedule.Next(tobias.Preferences, Some.Time), tobias.NextDue);
        Assert.Equal(2, await test.Book.DueAsync(Some.Time.AddDays(8), default).CountAsync());
    }

    [Fact]
    public async Task KnownAndSuppressedAddressesStayAsTheyAreAndStatesAreHonoured()
    {
        await test.SubscribeAsync("known@example.org");
        var before = await FindAsync("known@example.org");
        await test.Book.SuppressAsync(Some.Address("bounced@example.org"), new(SuppressionReason.Bounce, Some.Time), default);

        var rows = await ImportAsync(
            "address,state\nKnown@example.org,active\nbounced@example.org,active\nnever@example.org,pending\nleft@example.org,unsubscribed\nbad@example.org,suppressed\nnew@example.org,\nNEW@example.org,\n",
            Consented);

        Assert.Equal(
            [RowOutcome.Known, RowOutcome.Suppressed, RowOutcome.Unconfirmed, RowOutcome.Added, RowOutcome.Added, RowOutcome.Added, RowOutcome.Known], rows.Select(r => r.Outcome));
        Assert.Equal(before.ETag, (await FindAsync("known@example.org")).ETag);
        Assert.Null(await test.Book.FindAsync(Some.Address("bounced@example.org"), default));
        Assert.Null(await test.Book.FindAsync(Some.Address("never@example.org"), default));
        Assert.Equal((SubscriberState.Unsubscribed, null), ((await FindAsync("left@example.org")).State, (await FindAsync("left@example.org")).NextDue));
        Assert.NotNull(await test.Book.SuppressionAsync(Some.Address("bad@example.org"), default));
    }

    [Fact]
    public async Task ADryRunWritesNothingAndFindsWhatIsThereTwice()
    {
        const string File = "address\nida@example.org\nIDA@example.org\nnope\n";
        var dry = await ImportAsync(File, Consented with { IsDryRun = true });

        Assert.Empty(await test.Book.AllAsync(default).ToListAsync());
        Assert.Equal(dry, await ImportAsync(File, Consented));
    }

    [Theory]
    [InlineData("address,asked,source\n@,2024-01-01,x\n", "no address")]
    [InlineData("address,asked,source\n,2024-01-01,x\n", "no address")]
    [InlineData("address,asked\nida@example.org,2024-01-01\n", "--source")]
    [InlineData("address,source\nida@example.org,x\n", "--consented")]
    [InlineData("address,asked,source\nida@example.org,yesterday,x\n", "'asked' must be")]
    [InlineData("address,asked,source,hour\nida@example.org,2024-01-01,x,24\n", "'hour' must be")]
    [InlineData("address,asked,source,cadence\nida@example.org,2024-01-01,x,0\n", "'cadence' must be")]
    [InlineData("address,asked,source,zone\nida@example.org,2024-01-01,x,Mars\n", "'zone' must be")]
    [InlineData("address,asked,source,topics\nida@example.org,2024-01-01,x,horror\n", "'topics' must be")]
    [InlineData("address,asked,source,works\nida@example.org,2024-01-01,x,faust\n", "'works' must be")]
    [InlineData("address,asked,source\nida@example.org,2024-01-01,\"a\nb\"\n", "'source' must be")]
    public async Task ARowThatCanNotBeUsedIsToldWithItsLineAndWithoutTheAddress(string file, string message)
    {
        var row = Assert.Single(await ImportAsync(file, new(null, null, false)));

        Assert.Equal((2, RowOutcome.Refused), (row.Line, row.Outcome));
        Assert.Contains(message, row.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ida", row.Message, StringComparison.Ordinal);
        Assert.Empty(await test.Book.AllAsync(default).ToListAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,phone\nIda,1\n")]
    [InlineData("ida@example.org\n")]
    public async Task AFileWithoutAColumnOfAddressesIsRefusedWhole(string file) =>
        await Assert.ThrowsAsync<FormatException>(() => ImportAsync(file, Consented));

    [Fact]
    public async Task AQuotationMarkThatIsNeverClosedIsSaidAndTakesNoMemory()
    {
        var rows = await ImportAsync("address\nida@example.org\n\"" + string.Concat(Enumerable.Repeat("x@example.org\n", 5000)), Consented);

        Assert.Equal(RowOutcome.Added, rows[0].Outcome);
        Assert.Contains("quotation mark", rows[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFileIsReadAsItsRowsAreTaken()
    {
        var file = new EndlessFile();
        var taken = 0;
        await foreach (var row in Importer().ImportAsync(file, Consented, default))
        {
            Assert.Equal(RowOutcome.Added, row.Outcome);
            taken++;
            Assert.InRange(file.Rows, 0, taken + 2_000);
            if (taken == 3_000)
            {
                break;
            }
        }
    }

    [Fact]
    public async Task WhatIsExportedIsImportedAgainAsItWas()
    {
        Subscriber[] some =
        [
            Some.Subscriber("=1+1@example.org") with { Consent = new("=HYPERLINK(\"http://evil.example\")", Some.Time, Some.Time.AddDays(1)) },
            Some.Subscriber("-x@example.org") with { Consent = new("'=old, \"list\"", Some.Time, null), State = SubscriberState.Unsubscribed },
            Some.Subscriber("lotte@example.org") with
            {
                Preferences = new()
                {
                    Cadence = DigestCadence.Instant,
                    Day = DayOfWeek.Sunday,
                    Hour = 0,
                    Zone = "America/St_Johns",
                    Language = "de",
                    PausedUntil = Some.Time.AddDays(9),
                    Topics = [new(ListKind.Tag, "日本"), new(ListKind.Section, "explainers")],
                    Tolerance = new(SpoilerLevel.Major) { Works = new Dictionary<string, SpoilerLevel> { ["faust"] = SpoilerLevel.None } },
                },
            },
        ];
        await test.Book.AddAsync(some, default);
        var file = await ExportAsync(test.Book);
        using var other = new TestDesk();
        await foreach (var row in Importer(other).ImportAsync(new StringReader(file), new(null, null, false), default))
        {
            Assert.Equal((RowOutcome.Added, ""), (row.Outcome, row.Message));
        }

        Assert.Equal(file.Split("\r\n").Order(StringComparer.Ordinal), (await ExportAsync(other.Book)).Split("\r\n").Order(StringComparer.Ordinal));
    }

    [Property(MaxTest = 300)]
    public void NoCellIsAFormulaAndEveryTextComesBack(string? text)
    {
        var guarded = Formulas.Guard(text ?? "");

        Assert.DoesNotMatch("^[=+\\-@\\t\\r\\n]", guarded);
        Assert.Equal(text ?? "", Formulas.Unguard(guarded));
        foreach (var start in "=+-@'\t")
        {
            Assert.Equal('\'', Formulas.Guard(start + "=1")[0]);
            Assert.Equal(start + (text ?? ""), Formulas.Unguard(Formulas.Guard(start + (text ?? ""))));
        }
    }

    public void Dispose() => test.Dispose();

    private static async Task<string> ExportAsync(SubscriberBook book)
    {
        using var output = new StringWriter();
        await new SubscriberExporter(book).WriteAsync(output, null, default);
        Assert.DoesNotMatch("(^|,|\n)\"?[=+\\-@]", output.ToString());
        return output.ToString();
    }

    private SubscriberImporter Importer(TestDesk? desk = null) => new((desk ?? test).Book, _ => new(3L), Schedule.Next, test.Clock, Some.Chance);

    private async Task<List<ImportedRow>> ImportAsync(string file, ImportOptions options) =>
        await Importer().ImportAsync(new StringReader(file), options, default).ToListAsync();

    private async Task<Subscriber> FindAsync(string address) => (await test.Book.FindAsync(Some.Address(address), default))!;

    /// <summary>Rows without end, and how many of them were read.</summary>
    private sealed class EndlessFile : TextReader
    {
        private string rest = "address\n";

        public int Rows { get; private set; }

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override int Read(Span<char> buffer)
        {
            if (rest.Length == 0)
            {
                rest = $"reader{Rows++}@example.org\n";
            }

            var count = Math.Min(buffer.Length, rest.Length);
            rest.AsSpan(0, count).CopyTo(buffer);
            rest = rest[count..];
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override Task<int> ReadAsync(char[] buffer, int index, int count) => Task.FromResult(Read(buffer.AsSpan(index, count)));
    }
}
