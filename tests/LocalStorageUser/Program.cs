// A second process for the tests of local storage. It uses the data folder named by its argument until its input ends.
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging.Abstractions;

var options = new LocalStorageOptions { DataFolder = args[0], JoinUsualPorts = false, Linger = TimeSpan.FromSeconds(double.Parse(args[1], null)) };
await using var lease = await LocalStorageSupervisor.AcquireAsync(options, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
Console.WriteLine($"{lease.StartedHere} {lease.ConnectionString}");
await Console.In.ReadToEndAsync();
