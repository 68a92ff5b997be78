using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Takedowns;

public static class TakedownServices
{
    /// <summary>Registers the takedown. Needs the archive's storage.</summary>
    public static IServiceCollection AddTakedowns(this IServiceCollection services) => services.AddSingleton<Takedown>();
}
