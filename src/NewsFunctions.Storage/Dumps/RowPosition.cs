namespace NewsFunctions.Storage.Dumps;

/// <summary>Names a row of a table by its keys.</summary>
internal readonly record struct RowPosition(string Partition, string Row);
