namespace NewsFunctions.Core.Survival;

/// <summary>Fits a non-decreasing sequence by weighted least squares, by pooling adjacent violators.</summary>
internal static class IsotonicRegression
{
    /// <param name="values">Replaced by the fit.</param>
    /// <param name="weights">Positive.</param>
    public static void Fit(Span<double> values, ReadOnlySpan<double> weights)
    {
        int[] lengths = new int[values.Length];
        double[] means = new double[values.Length];
        double[] sums = new double[values.Length];
        int blocks = 0;
        for (int i = 0; i < values.Length; i++)
        {
            (means[blocks], sums[blocks], lengths[blocks]) = (values[i], weights[i], 1);
            blocks++;
            while (blocks > 1 && means[blocks - 2] >= means[blocks - 1])
            {
                double weight = sums[blocks - 2] + sums[blocks - 1];
                means[blocks - 2] = ((means[blocks - 2] * sums[blocks - 2]) + (means[blocks - 1] * sums[blocks - 1])) / weight;
                sums[blocks - 2] = weight;
                lengths[blocks - 2] += lengths[blocks - 1];
                blocks--;
            }
        }

        int place = 0;
        for (int block = 0; block < blocks; block++)
        {
            values.Slice(place, lengths[block]).Fill(means[block]);
            place += lengths[block];
        }
    }
}
