using BenchmarkDotNet.Attributes;
using Newsletter.Articles;

namespace Newsletter.Benchmarks.Stages;

[MemoryDiagnoser]
public class SlugBenchmarks
{
    [Params("The Cabinet of Dr. Caligari, Explained", "Čtyři vraždy stačí, drahoušku", "C# & F#", "羅生門")]
    public string Name { get; set; } = "";

    [Benchmark]
    public string Of() => Slug.Of(Name);
}
