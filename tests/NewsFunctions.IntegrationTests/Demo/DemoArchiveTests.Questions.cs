using NewsFunctions.IntegrationTests.Summaries;

namespace NewsFunctions.IntegrationTests.Demo;

/// <summary>Asks the demo archive the questions of docs/questions.md.</summary>
public sealed partial class DemoArchiveTests
{
    [Fact]
    public async Task Every_question_has_the_answer_that_the_rows_give()
    {
        AskedArchive archive = await AskedArchive.ReadAsync(demo.Get<IServiceProvider>());

        Assert.Equal(3, archive.Sites.Count());
        await Assert.AllAsync(ArchiveQuestions.All, question => question.Value(archive));
    }
}
