using BenchmarkDotNet.Running;
using Newsletter.Benchmarks.Cloud;
using Newsletter.Benchmarks.Corpus;
using Newsletter.Benchmarks.Desk;
using Newsletter.Benchmarks.Mail;

// corpus <newsletter|hugo|eleventy> <folder> <articles> [extra]    write a corpus, or the article that comes after it
// cloud start <app> <times>                                        from its start to the first reply; app: what `dotnet publish src/Newsletter.Functions` made
// cloud burst <app> <articles> <uploads>                           memory of a handler that takes so many uploads at once
// cloud figures <app> <articles>                                   requests to storage, time from upload to feed, memory; on Azurite
// desk <articles>                                                 from a save to the new page of the editors' desk, beside so many articles
// mail <send|mailkit|ledger> <folder> <host> <port> <mails> <connections> [key.pem ...]    composes mails and sends them; see sending.sh
// mail plan <folder> <subscribers> <due> <rounds>                  plans digests
// mail sink <port>                                                 an SMTP server that does as little as it can, until standard input ends
// mail pieces <folder> <file>                                      rendered texts for peers
// anything else                                                    BenchmarkDotNet's own arguments
if (args is ["corpus", var name, var folder, var count, .. var rest])
{
    var format = Enum.Parse<CorpusFormat>(name, ignoreCase: true);
    var articles = int.Parse(count, System.Globalization.CultureInfo.InvariantCulture);
    if (rest is ["extra"])
    {
        CorpusFolder.WriteExtra(folder, format, articles);
    }
    else
    {
        CorpusFolder.Write(folder, format, articles);
    }

    return 0;
}

if (args is ["cloud", var figure, .. var given])
{
    int Number(int at) => int.Parse(given[at], System.Globalization.CultureInfo.InvariantCulture);
    await (figure switch
    {
        "start" => CloudFigures.StartAsync(given[0], Number(1)),
        "burst" => CloudFigures.BurstAsync(given[0], Number(1), Number(2)),
        "figures" => CloudFigures.AllAsync(given[0], Number(1)),
        _ => throw new ArgumentException($"There is no figure '{figure}'."),
    });
    return 0;
}

if (args is ["desk", var many])
{
    await DeskFigures.RunAsync(int.Parse(many, System.Globalization.CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["mail", var part, .. var words])
{
    int Number(int at) => int.Parse(words[at], System.Globalization.CultureInfo.InvariantCulture);
    switch (part)
    {
        case "sink":
            MinimalSink.Run(Number(0));
            break;
        case "pieces":
            await MailFigures.WritePiecesAsync(words[0], words[1]);
            break;
        case "plan":
            await MailFigures.PlanAsync(words[0], Number(1), Number(2), Number(3));
            break;
        default:
            await (part switch
            {
                "send" => MailFigures.SendAsync(words[0], words[1], Number(2), Number(3), Number(4), words[5..]),
                "mailkit" => MailFigures.MailKitAsync(words[0], words[1], Number(2), Number(3), Number(4), words[5..]),
                "ledger" => MailFigures.LedgerAsync(words[0], words[1], Number(2), Number(3), Number(4), words[5..]),
                _ => throw new ArgumentException($"There is no figure '{part}'."),
            });
            break;
    }

    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
