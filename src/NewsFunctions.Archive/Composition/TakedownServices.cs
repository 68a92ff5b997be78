using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Takedowns;

namespace NewsFunctions.Archive.Composition;

public static class TakedownServices
{
    /// <summary>Registers the takedown. Needs the archive's storage.</summary>
    public static IServiceCollection AddTakedowns(this IServiceCollection services) => services.AddSingleton<Takedown>();
}
