using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Reports;

namespace NewsFunctions.Archive.Composition;

public static class ReportServices
{
    /// <summary>Registers <see cref="ArchiveReports"/>. Needs the archive's storage, its summaries and its exports.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddSingleton<ArchiveReports>();
}
