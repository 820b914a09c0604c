using BenchmarkDotNet.Running;
using Newsletter.Benchmarks.Corpus;

// corpus <newsletter|hugo|eleventy> <folder> <articles> [extra]    write a corpus, or the article that comes after it
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

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
