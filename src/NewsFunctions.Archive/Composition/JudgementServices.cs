using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Judgements;

internal static class JudgementServices
{
    public static IServiceCollection AddJudgements(this IServiceCollection services) => services
        .AddSingleton<LinkJudgements>();
}
