using System.Globalization;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Cli.Queries;

/// <summary>Shows people how long links live.</summary>
internal static class SurvivalViews
{
    private const int MonthsAYear = 12;

    public static void Write(Terminal terminal, SurvivalResponse survival)
    {
        terminal.Line($"{Show.Number(survival.Links)} links, {Show.Number(survival.Deaths)} of them dead, as of {Show.Utc(survival.AsOf)}.");
        if (survival.Points.Count == 0)
        {
            terminal.Line($"Too few to say how long they live: it takes {SurvivalSample.MinLinks} links and {SurvivalSample.MinDeaths} deaths.");
        }
        else
        {
            terminal.Line(Half(survival));
            var table = new ResultTable(">Age in years", ">Alive", ">From", ">To");
            foreach (SurvivalPoint point in survival.Points.Where(point => point.Months % MonthsAYear == 0).Append(survival.Points[^1]).Distinct())
            {
                table.Add(Years(point.Months), Percent(point.Alive), Percent(point.Low), Percent(point.High));
            }

            terminal.Table(table);
            terminal.Line(survival.Band!.Over == ResampledUnit.Hosts
                ? $"From and To: 95 % band from {survival.Band.Samples} samples of {survival.Band.Hosts} hosts."
                : $"From and To: 95 % band from {survival.Band.Samples} samples of links; {survival.Band.Hosts} hosts are too few to tell how hosts differ.");
        }

        if (survival.Silent + survival.LeftOut > 0)
        {
            terminal.Line($"Left out: {Show.Number(survival.Silent)} never seen alive nor found dead, {Show.Number(survival.LeftOut)} without a known birth.");
        }
    }

    /// <summary>Returns one age if the data give it to the year, else two.</summary>
    private static string Half(SurvivalResponse survival) => survival.Half switch
    {
        null => "More than half are alive at the oldest age that is known.",
        { AfterMonths: var after, ByMonths: var by } when by - after > MonthsAYear => $"Half were gone between {Years(after)} and {Years(by)} years after birth.",
        { Months: var months } => $"Half were gone after {Years(months)} years.",
    };

    private static string Years(double months) => (months / MonthsAYear).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
