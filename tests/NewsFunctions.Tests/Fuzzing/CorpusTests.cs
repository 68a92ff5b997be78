using NewsFunctions.Fuzzing;

namespace NewsFunctions.Tests.Fuzzing;

/// <summary>Runs the fuzz targets on the corpus: the start files and everything that fuzzing has found.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets { get; } = [.. FuzzTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Corpus_of_a_target_holds(string target)
    {
        string[] files = Directory.GetFiles(CorpusOf(target));

        Assert.NotEmpty(files);
        AssertHolds(target, files);
    }

    /// <summary>A valid file of one target is often hostile to another one.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void Corpora_of_other_targets_hold_too(string target) =>
        AssertHolds(target, FuzzTargets.All.Keys.Where(t => t != target).SelectMany(t => Directory.GetFiles(CorpusOf(t))));

    [Fact]
    public void Every_target_has_a_corpus_and_a_dictionary()
    {
        string[] folders = [.. Directory.GetDirectories(CorpusOf("")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

        Assert.Equal(FuzzTargets.All.Keys, folders);
        Assert.All(folders, name => Assert.True(File.Exists(Repository.PathOf("tests", "NewsFunctions.Fuzzing", "Dictionaries", name + ".dict"))));
    }

    private static void AssertHolds(string target, IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            Exception? broken = Record.Exception(() => FuzzTargets.All[target](File.ReadAllBytes(file)));
            Assert.True(broken is null, $"{target} {file}: {broken}");
        }
    }

    private static string CorpusOf(string target) => Repository.PathOf("tests", "NewsFunctions.Fuzzing", "Corpus", target);
}
