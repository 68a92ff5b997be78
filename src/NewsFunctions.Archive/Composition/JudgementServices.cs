using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Judgements;

namespace NewsFunctions.Archive.Composition;

internal static class JudgementServices
{
    public static IServiceCollection AddJudgements(this IServiceCollection services) => services
        .AddSingleton<LinkJudgements>();
}
