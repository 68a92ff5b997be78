using System.Globalization;
using System.Text;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Generates dumps of invented news of any length.</summary>
internal static class InventedNews
{
    /// <summary>Writes articles without ids, each with two media and the page of one other article.</summary>
    /// <param name="sentences">How often the text is repeated.</param>
    /// <param name="first">The number of the first article. Each number gives another article.</param>
    public static BinaryData Dump(int articles, int sentences = 1, int first = 1)
    {
        var text = new StringBuilder();
        for (int number = first; number < first + articles; number++)
        {
            // The dates are spread over months, so that the links fall into several shards.
            var day = new DateTime(2020, 1, 6, 9, 0, 0).AddDays(number * 3 % 700);
            string folder = day.AddDays(-2).ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
            long ticks = day.AddDays(-2).Ticks + number;
            string list = string.Create(
                CultureInfo.InvariantCulture,
                $$"""[{"id":"{{700_000 + number}}","sort":"1","contenttypeid":"21","pic":"/{{folder}}/keeper_{{ticks}}_25f_4x3.jpg","title":"Keeper {{number}} Retires"} ,{"id":"{{700_000 + number}}","sort":"2","contenttypeid":"21","pic":"/{{folder}}/tower_{{ticks}}_25f_4x3.mp4","title":"Tower {{number}} at Night"} ]""");
            text.Append(CultureInfo.InvariantCulture, $"Lighthouse {number} Gets a New Lamp\n")
                .Append(CultureInfo.InvariantCulture, $"{day:ddd MMM d, yyyy HH:mm:ss}\n");
            for (int sentence = 0; sentence < sentences; sentence++)
            {
                text.Append(CultureInfo.InvariantCulture, $"The lantern of lighthouse {number} was lit again in year {sentence}.\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"L/K {number}\n")
                .Append(CultureInfo.InvariantCulture, $"string({Encoding.UTF8.GetByteCount(list)}) \"{list}\"\n\n");
        }

        return BinaryData.FromString(text.ToString());
    }
}
