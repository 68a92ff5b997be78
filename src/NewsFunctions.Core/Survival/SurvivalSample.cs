namespace NewsFunctions.Core.Survival;

/// <summary>Holds the links of one estimate: how many of each host died at which age. Links without information are left out.</summary>
public sealed class SurvivalSample
{
    /// <summary>The minimum number of links for showing a curve.</summary>
    public const int MinLinks = 30;

    /// <summary>The minimum number of deaths for showing a curve.</summary>
    public const int MinDeaths = 5;

    private readonly List<AgeInterval> _observations = [];
    private readonly Dictionary<AgeInterval, int> _places = [];
    private readonly SortedDictionary<string, Dictionary<int, int>> _byHost = new(StringComparer.Ordinal);

    public long Links { get; private set; }

    public long Deaths { get; private set; }

    public int Hosts => _byHost.Count;

    /// <summary>Says whether there is enough data to show a curve.</summary>
    public bool IsEnough => Links >= MinLinks && Deaths >= MinDeaths;

    /// <summary>The distinct ages at death, in the order of their arrival.</summary>
    internal IReadOnlyList<AgeInterval> Observations => _observations;

    /// <summary>Counts the links of each host. Keys are the indexes of their observations.</summary>
    internal IReadOnlyList<IReadOnlyDictionary<int, int>> ByHost => [.. _byHost.Values];

    public void Add(string host, AgeInterval age, int count)
    {
        if (age.IsSilent)
        {
            return;
        }

        Links += count;
        Deaths += age.To is null ? 0 : count;
        if (!_places.TryGetValue(age, out int place))
        {
            _places[age] = place = _observations.Count;
            _observations.Add(age);
        }

        if (!_byHost.TryGetValue(host, out Dictionary<int, int>? ofHost))
        {
            _byHost[host] = ofHost = [];
        }

        ofHost[place] = ofHost.GetValueOrDefault(place) + count;
    }

    /// <summary>Adds the links of another sample.</summary>
    public void Add(SurvivalSample other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach ((string host, Dictionary<int, int> ofHost) in other._byHost)
        {
            foreach ((int place, int count) in ofHost)
            {
                Add(host, other._observations[place], count);
            }
        }
    }

    /// <summary>Returns the number of links for each observation.</summary>
    internal double[] Weights()
    {
        double[] weights = new double[_observations.Count];
        foreach ((int place, int count) in _byHost.Values.SelectMany(ofHost => ofHost))
        {
            weights[place] += count;
        }

        return weights;
    }
}
