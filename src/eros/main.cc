#include <iostream>

#include "eros/cli/app.h"
#include "eros/cli/interrupt.h"

int main(int argc, char** argv) {
  eros::cli::take_interrupts();
  return eros::cli::run(argc, argv, std::cout, std::cerr);
}
