using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Operations;

internal static class OperationServices
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<Measuring>()
        .AddSingleton<HostOverrides>();
}
