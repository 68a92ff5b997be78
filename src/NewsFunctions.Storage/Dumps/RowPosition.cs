namespace NewsFunctions.Storage.Dumps;

/// <summary>Identifies a row of a table by its keys.</summary>
internal readonly record struct RowPosition(string Partition, string Row);
