namespace NewsFunctions.Core.Survival;

/// <summary>Estimates how long links live.</summary>
public static class SurvivalEstimate
{
    /// <summary>Estimates the curve alone.</summary>
    /// <returns>Null if there is not enough data to show one.</returns>
    public static SurvivalCurve? Curve(SurvivalSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample.IsEnough ? Estimate(sample).Curve : null;
    }

    /// <summary>Estimates the curve and its band.</summary>
    /// <returns>Null if there is not enough data to show one.</returns>
    public static (SurvivalCurve Curve, SurvivalBand Band)? CurveWithBand(SurvivalSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (!sample.IsEnough)
        {
            return null;
        }

        (SurvivalCurve curve, TurnbullEstimator estimator, double[] masses) = Estimate(sample);
        return (curve, SurvivalBand.Of(sample, estimator, masses, curve));
    }

    private static (SurvivalCurve Curve, TurnbullEstimator Estimator, double[] Masses) Estimate(SurvivalSample sample)
    {
        var estimator = new TurnbullEstimator(sample.Observations);
        double[] counts = sample.Weights();
        double[] masses = estimator.Estimate(counts);
        return (new SurvivalCurve(DrawnIntervals.Of(sample.Observations, counts, estimator.Intervals, masses), masses), estimator, masses);
    }
}
