using Microsoft.Extensions.Hosting;
using NewsFunctions;

NewsFunctionsApp.CreateBuilder(args).Build().Run();
