using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NewsFunctions.Archive.Exports;

namespace NewsFunctions.Archive.Composition;

public static class ExportServices
{
    /// <summary>Registers <see cref="ArchiveExports"/>. Needs the archive's storage and the sites.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ExportedRows>();
        services.AddSingleton<LostLinks>();
        services.AddSingleton<ArchiveExports>();
        return services;
    }
}
